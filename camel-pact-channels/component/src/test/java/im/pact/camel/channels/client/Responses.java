/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Responses that more than one test needs. */
public final class Responses {

    /** The response to a listing in the API document. */
    static final String CHANNELS =
            """
            {"status":"ok","data":{"channels":[{"external_id":399,"provider":"whatsapp"}],"next_page":"fslkfg2lkdfmlwkmlmw4of94wg34lfkm34lg"}}""";

    /** A response that every operation accepts. */
    public static final String ANY_OPERATION = "{\"status\":\"ok\",\"exists\":true,\"data\":"
            + "{\"channels\":[{\"external_id\":7,\"provider\":\"viber\"}],\"companies\":[],\"external_id\":7,\"id\":17,\"state\":\"delivered\"}}";

    private Responses() {}

    static ResponseDefinitionBuilder channels() {
        return json(200, CHANNELS);
    }

    public static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json; charset=utf-8")
                .withBody(body);
    }

    /** The bytes of a response with the right length. */
    public static String http(String statusLine, String body) {
        return "HTTP/1.1 " + statusLine + "\r\nConnection: close\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    public static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
