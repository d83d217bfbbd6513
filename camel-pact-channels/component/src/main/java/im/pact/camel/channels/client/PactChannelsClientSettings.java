/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import im.pact.camel.channels.request.RequestFormat;
import java.net.URI;
import java.time.Duration;

/**
 * What a client needs to know.
 *
 * @param baseUri        where the API is, see {@link BaseUri#of}
 * @param apiToken       the token of {@code X-Private-Api-Token}
 * @param requestTimeout how long a call may take in all, with everything that is done to make it succeed
 * @param retryPolicy    what is done about an attempt that failed
 * @param requestFormat  how to write the bodies of requests; {@code null} is as the API document has it for each call
 * @param validateParameters whether parameters are checked before they are sent; otherwise they are sent as they were given
 */
public record PactChannelsClientSettings(
        URI baseUri,
        String apiToken,
        Duration requestTimeout,
        RetryPolicy retryPolicy,
        RequestFormat requestFormat,
        boolean validateParameters) {

    public PactChannelsClientSettings {
        if (apiToken == null || apiToken.isBlank()) {
            throw new IllegalArgumentException("apiToken is missing");
        }
        if (!apiToken.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw new IllegalArgumentException("apiToken must be printable ASCII without spaces, as an HTTP header is");
        }
        if (requestTimeout.isZero() || requestTimeout.isNegative()) {
            throw new IllegalArgumentException(
                    "requestTimeout must be positive (was " + requestTimeout.toMillis() + " ms)");
        }
    }

    /** One attempt, bodies as the document has them, parameters checked. */
    public PactChannelsClientSettings(URI baseUri, String apiToken, Duration requestTimeout) {
        this(baseUri, apiToken, requestTimeout, RetryPolicy.NONE, null, true);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "PactChannelsClientSettings[baseUri=" + baseUri + ", requestTimeout=" + requestTimeout + ", retryPolicy="
                + retryPolicy + ", requestFormat=" + requestFormat + ", validateParameters=" + validateParameters + "]";
    }
}
