/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import java.util.Map;

/** Changes a channel: "Update channel". */
public final class UpdateChannel extends ApiRequest {

    /** @param parameters the new values, at least one, by their names in the API or in camelCase */
    public UpdateChannel(Map<String, ?> parameters) {
        this(new Builder(PactChannelsOperation.update).putAll(parameters));
    }

    public UpdateChannel(Builder builder) {
        super(PactChannelsOperation.update, builder);
    }

    /** Another token, for a channel that is connected with one. */
    public static UpdateChannel token(String token) {
        return new UpdateChannel(Map.of()).with("token", token);
    }

    /** Other credentials, for a channel that is connected with them. */
    public static UpdateChannel login(String login, String password) {
        return new UpdateChannel(Map.of()).with("login", login).with("password", password);
    }

    /** The same request with another parameter, under its name in the API or in camelCase. */
    public UpdateChannel with(String name, Object value) {
        return new UpdateChannel(new Builder(this).replace(name, value));
    }
}
