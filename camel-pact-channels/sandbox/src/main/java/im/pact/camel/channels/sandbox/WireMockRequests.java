/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.Request;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Converts WireMock's requests to {@link SandboxRequest}. */
final class WireMockRequests {

    private WireMockRequests() {}

    /** Whether the body is valid UTF-8 or empty. A client that uses another encoding should notice it here. */
    static boolean isUtf8(Request request) {
        if (request.getBody() == null) {
            return true;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(request.getBody()));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    static SandboxRequest read(Request request) {
        String url = request.getUrl();
        int questionMark = url.indexOf('?');
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (HttpHeader header : request.getHeaders().all()) {
            headers.put(header.key(), List.copyOf(header.values()));
        }
        return new SandboxRequest(
                request.getMethod().getName(),
                questionMark < 0 ? url : url.substring(0, questionMark),
                questionMark < 0 ? "" : url.substring(questionMark + 1),
                Collections.unmodifiableMap(headers),
                request.getBody() == null ? "" : new String(request.getBody(), StandardCharsets.UTF_8));
    }
}
