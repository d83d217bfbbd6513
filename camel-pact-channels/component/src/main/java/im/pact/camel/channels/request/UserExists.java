/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

/** Asks whether a phone number has an account: "How to check if user has Whatsapp account". */
public final class UserExists extends ApiRequest {

    public UserExists(Builder builder) {
        super(PactChannelsOperation.userExists, builder);
    }

    /** @param phone the phone number to ask about */
    public static UserExists of(String phone) {
        return new UserExists(new Builder(PactChannelsOperation.userExists).put("phone", phone));
    }

    /** The same request with another parameter, under its name in the API or in camelCase. */
    public UserExists with(String name, Object value) {
        return new UserExists(new Builder(this).replace(name, value));
    }
}
