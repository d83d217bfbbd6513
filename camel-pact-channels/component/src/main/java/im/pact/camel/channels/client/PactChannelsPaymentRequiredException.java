/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

/** The company must pay before it can use the operation (402). */
public class PactChannelsPaymentRequiredException extends PactChannelsException {

    private static final long serialVersionUID = 1L;

    PactChannelsPaymentRequiredException(Failure failure) {
        super(failure, "The company must pay the service first");
    }
}
