/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import im.pact.camel.channels.request.RequestFormat;
import java.time.Duration;

/**
 * The settings of a client.
 *
 * @param baseUri              the base address of the API, such as {@code https://api.pact.im/p1}; normalized
 * @param allowInsecureBaseUri whether {@code http} is allowed for addresses other than loopback
 * @param apiToken             the API token
 * @param requestTimeout       maximum time for a request, all attempts and delays included
 * @param retryPolicy          how failed requests are retried
 * @param requestFormat        the format of request bodies; {@code null} for the format that the API document shows
 * @param validateParameters   whether parameters are validated before they are sent
 */
public record PactChannelsClientSettings(
        String baseUri,
        boolean allowInsecureBaseUri,
        String apiToken,
        Duration requestTimeout,
        RetryPolicy retryPolicy,
        RequestFormat requestFormat,
        boolean validateParameters) {

    public PactChannelsClientSettings {
        baseUri = BaseUri.normalize(baseUri, allowInsecureBaseUri);
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

    /** Secure addresses only, no retries, the formats of the API document, parameters validated. */
    public PactChannelsClientSettings(String baseUri, String apiToken, Duration requestTimeout) {
        this(baseUri, false, apiToken, requestTimeout, RetryPolicy.NONE, null, true);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "PactChannelsClientSettings[baseUri=" + baseUri + ", requestTimeout=" + requestTimeout + ", retryPolicy="
                + retryPolicy + ", requestFormat=" + requestFormat + ", validateParameters=" + validateParameters + "]";
    }
}
