/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Answers that more than one test needs. */
public final class Answers {

    /** The answer of the API document. */
    static final String CHANNELS =
            """
            {"status":"ok","data":{"channels":[{"external_id":399,"provider":"whatsapp"}],"next_page":"fslkfg2lkdfmlwkmlmw4of94wg34lfkm34lg"}}""";

    private Answers() {}

    /** A server on a free port of this machine; one for the tests of a class, emptied before each. */
    public static WireMockExtension server() {
        return WireMockExtension.newInstance()
                .options(wireMockConfig()
                        .bindAddress("127.0.0.1")
                        .dynamicPort()
                        .gzipDisabled(true)
                        .stubRequestLoggingDisabled(true))
                .build();
    }

    public static String baseUri(WireMockExtension server) {
        return "http://127.0.0.1:" + server.getPort() + "/p1";
    }

    static ResponseDefinitionBuilder channels() {
        return json(200, CHANNELS);
    }

    public static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json; charset=utf-8")
                .withBody(body);
    }

    /** The same on a raw connection, with a length that is right. */
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
