/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.List;
import java.util.Map;

/**
 * One request as it was received.
 *
 * @param method  the HTTP method in capitals
 * @param path    the path, not decoded, including {@code /p1}
 * @param query   the query, not decoded, without the question mark; empty if there is none
 * @param headers the headers; names are matched without regard to case
 * @param body    the body read as UTF-8; empty if there is none
 */
public record SandboxRequest(String method, String path, String query, Map<String, List<String>> headers, String body) {

    /** The first value of a header, or null. */
    public String header(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    /** The complete {@code Content-Type} header, or null. */
    public String contentType() {
        return header("Content-Type");
    }

    /** Query and body decoded and merged, as the sandbox itself reads them. */
    public Map<String, Object> parameters() {
        return Parameters.of(this).asMap();
    }
}
