/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import im.pact.camel.channels.client.PactChannelsUnavailableException;
import org.apache.camel.builder.RouteBuilder;

/**
 * Gives a channel the new token that is put into a file. The file is deleted when the service has taken the token; otherwise it
 * is moved to {@code .failed}. The token is in no URI and in no log. The same as {@code routes/rotate-token.yaml}.
 *
 * <p>Properties: {@code companyId}, {@code channelId}, {@code folder} for the file {@code token.txt}, which none but this route
 * and whoever writes the token should be able to read.
 */
public class RotateTokenRoutes extends RouteBuilder {

    @Override
    public void configure() {
        onException(Exception.class).logStackTrace(false).logExhaustedMessageHistory(false);
        // To set the same token twice does no harm.
        onException(PactChannelsUnavailableException.class)
                .maximumRedeliveries(3)
                .redeliveryDelay("{{retryDelay:10000}}")
                .logStackTrace(false)
                .logExhaustedMessageHistory(false);

        from("file:{{folder}}?fileName=token.txt&delete=true&moveFailed=.failed&readLock=changed")
                .routeId("rotate-token")
                .setHeader("CamelPactChannelsToken", simple("${trim()}"))
                // A text in the body of an update would be JSON.
                .setBody(simple("${null}"))
                .to("pact-channels:update?companyId={{companyId}}&channelId={{channelId}}")
                .removeHeader("CamelPactChannelsToken")
                .log("Channel {{channelId}} is ${body.status}: it has the new token");
    }
}
