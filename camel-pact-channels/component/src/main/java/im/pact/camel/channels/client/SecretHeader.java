/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import org.apache.hc.core5.http.message.BasicHeader;

/** A header that does not show its value in texts: HttpClient logs headers with {@code toString}. */
final class SecretHeader extends BasicHeader {

    private static final long serialVersionUID = 1L;

    SecretHeader(String name, String value) {
        super(name, value, true);
    }

    @Override
    public String toString() {
        return getName() + ": ******";
    }
}
