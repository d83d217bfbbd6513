/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import im.pact.camel.channels.request.WebAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Checks the base address of the API: where the token may be sent. */
final class BaseUri {

    private BaseUri() {}

    /**
     * Checks and normalizes an address.
     *
     * @param text          an absolute {@code https} address with a host and without user, query and fragment, such as
     *                      {@code https://api.pact.im/p1}; {@code http} is allowed for loopback addresses
     * @param allowInsecure whether {@code http} is allowed for other hosts too
     * @return the address without slashes at its end and with non-ASCII characters encoded
     * @throws IllegalArgumentException if the address breaks a rule
     */
    static String normalize(String text, boolean allowInsecure) {
        URI uri;
        try {
            uri = new URI(text.strip().replaceAll("/+$", "")).parseServerAuthority();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("baseUri is not a URI: " + e.getReason());
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new IllegalArgumentException("baseUri must start with https:// (was " + uri.getScheme() + ")");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("baseUri must contain a host");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("baseUri must not contain a user, a query or a fragment");
        }
        if (scheme.equals("http") && !allowInsecure && !WebAddress.isLoopback(uri.getHost())) {
            throw new IllegalArgumentException("baseUri with http:// would send the API token unencrypted to "
                    + uri.getHost() + ": use https://, or set allowInsecureBaseUri=true");
        }
        return uri.toASCIIString();
    }
}
