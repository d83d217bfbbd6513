/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/**
 * A service that keeps every request byte for byte as it came, and answers them all alike. Of its answers each operation can
 * make a result.
 */
final class RecordingServer extends LoopbackServer {

    static final String ANSWER = "{\"status\":\"ok\",\"exists\":true,\"data\":"
            + "{\"channels\":[{\"external_id\":7,\"provider\":\"viber\"}],\"external_id\":7,\"id\":17,\"state\":\"delivered\"}}";

    private final String scheme;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile String answer = ANSWER;
    private volatile String answerHeaders = "";

    private RecordingServer(ServerSocket serverSocket, String scheme) {
        super(serverSocket);
        this.scheme = scheme;
        listen();
    }

    static RecordingServer plain() throws IOException {
        return new RecordingServer(anyPort(), "http");
    }

    /**
     * Over TLS, with the keys of the context.
     *
     * @param protocols the versions of TLS, the usual ones when there are none
     */
    static RecordingServer tls(SSLContext tls, boolean needsClientKey, String... protocols) throws IOException {
        SSLServerSocket socket = (SSLServerSocket)
                tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        socket.setNeedClientAuth(needsClientKey);
        if (protocols.length > 0) {
            socket.setEnabledProtocols(protocols);
        }
        return new RecordingServer(socket, "https");
    }

    String baseUri() {
        return scheme + "://127.0.0.1:" + port() + "/p1";
    }

    void answer(String json) {
        answer = json;
    }

    /** Lines that each end with CR LF. */
    void answerHeaders(String lines) {
        answerHeaders = lines;
    }

    List<Request> requests() {
        return requests;
    }

    /** The only one since the last time. */
    Request takeRequest() {
        if (requests.size() != 1) {
            throw new AssertionError("Not one request: " + requests);
        }
        return requests.remove(0);
    }

    @Override
    void serve(Socket socket) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        for (Request request = Request.read(in); request != null; request = Request.read(in)) {
            requests.add(request);
            byte[] body = answer.getBytes(UTF_8);
            String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n"
                    + answerHeaders + "\r\n";
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.write(head.getBytes(UTF_8));
            all.write(body);
            socket.getOutputStream().write(all.toByteArray());
            socket.getOutputStream().flush();
        }
    }

    /**
     * One request, each byte as the character of the same number.
     *
     * @param head the request line and the headers, to the end of the last one
     * @param body the rest
     */
    record Request(String head, String body) {

        /** The next one, or {@code null} at the end. */
        static Request read(InputStream in) throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    return null;
                }
                head.write(next);
            }
            Request request = new Request(head.toString(ISO_8859_1), "");
            String length = request.header("Content-Length");
            return length == null
                    ? request
                    : new Request(request.head, new String(in.readNBytes(Integer.parseInt(length)), ISO_8859_1));
        }

        String requestLine() {
            return lines().get(0);
        }

        /** What follows the method: path and query. */
        String target() {
            return requestLine().split(" ", -1)[1];
        }

        /** Request line and headers. Only CR LF ends a line. */
        List<String> lines() {
            return Arrays.asList(head.split("\r\n"));
        }

        /** The header lines, without those that depend on the length of the body. */
        List<String> headers() {
            List<String> headers = new ArrayList<>(lines().subList(1, lines().size()));
            headers.removeIf(line -> line.startsWith("Content-Length:"));
            return headers;
        }

        /** The value of a header that is there once, or {@code null}. */
        String header(String name) {
            List<String> found = lines().stream()
                    .skip(1)
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .toList();
            if (found.size() > 1) {
                throw new AssertionError("More than one " + name + " in " + head);
            }
            return found.isEmpty()
                    ? null
                    : found.get(0).substring(name.length() + 1).strip();
        }
    }
}
