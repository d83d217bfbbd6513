/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/** The rules for the address of the API: where a token may be sent to. */
public final class BaseUri {

    private static final Pattern IP_LITERAL = Pattern.compile("[0-9.]+|\\[.*]");

    private BaseUri() {}

    /**
     * Checks an address and brings it into the form that paths are appended to.
     *
     * @param text          an absolute {@code https} address with a host, such as {@code https://api.pact.im/p1}; no user,
     *                      query or fragment. {@code http} is for this machine only
     * @param allowInsecure whether {@code http} to other machines is accepted
     * @return the address without a slash at its end, other letters encoded
     * @throws IllegalArgumentException when the address breaks a rule; the text names the rule
     */
    public static URI of(String text, boolean allowInsecure) {
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
            throw new IllegalArgumentException("baseUri must name a host");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("baseUri must not hold a user, a query or a fragment");
        }
        if (scheme.equals("http") && !allowInsecure && !isLoopback(uri.getHost())) {
            throw new IllegalArgumentException("baseUri with http:// would send the API token unencrypted to "
                    + uri.getHost() + ": use https://, or set allowInsecureBaseUri=true");
        }
        return URI.create(uri.toASCIIString());
    }

    /** By the text alone: a name other than localhost could be made to point anywhere. */
    private static boolean isLoopback(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            return IP_LITERAL.matcher(host).matches()
                    && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
