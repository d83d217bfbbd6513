/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/** The rules for addresses on the web: encrypted connections, and connections that do not leave the machine. */
public final class WebAddress {

    /** The addresses that {@link #isSecure} accepts, for messages. */
    static final String SECURE = "an absolute https:// URL with a host and without user and fragment"
            + " (http:// only for loopback addresses)";

    private static final Pattern IP_LITERAL = Pattern.compile("[0-9.]+|\\[.*]");

    private WebAddress() {}

    /**
     * Whether a text is the address of a web server to which data is sent encrypted: an absolute {@code https} URL with a host, and
     * without user and fragment. {@code http} is accepted for loopback addresses.
     */
    static boolean isSecure(String text) {
        try {
            URI uri = new URI(text).parseServerAuthority();
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            return uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && (scheme.equals("https") || scheme.equals("http") && isLoopback(uri.getHost()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Whether a host is this machine. By the text alone: a name other than localhost can be resolved to any address. */
    public static boolean isLoopback(String host) {
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
