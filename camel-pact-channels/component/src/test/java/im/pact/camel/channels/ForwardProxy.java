/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import im.pact.camel.channels.RecordingServer.Request;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An HTTP proxy that wants to know who is asking: it answers 407 until it is told. It opens tunnels ({@code CONNECT}), and
 * passes on requests with a whole address in the request line. It keeps all that it is sent.
 */
final class ForwardProxy extends LoopbackServer {

    private static final String REFUSAL = String.join(
            "\r\n",
            "HTTP/1.1 407 Proxy Authentication Required",
            "Proxy-Authenticate: Basic realm=\"proxy\"",
            "Content-Length: 0",
            "",
            "");

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream tunnelled = new ByteArrayOutputStream();
    private final String credentials;

    ForwardProxy(String user, String password) throws IOException {
        super(anyPort());
        credentials = basic(user, password);
        listen();
    }

    /** What a client sends to say who it is. */
    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    }

    /** What was said to the proxy itself. */
    List<Request> requests() {
        return requests;
    }

    /** What clients sent through tunnels, each byte as the character of the same number. */
    String tunnelled() {
        synchronized (tunnelled) {
            return tunnelled.toString(ISO_8859_1);
        }
    }

    @Override
    void serve(Socket client) throws IOException {
        InputStream in = new BufferedInputStream(client.getInputStream());
        for (Request request = Request.read(in); request != null; request = Request.read(in)) {
            requests.add(request);
            if (!credentials.equals(request.header("Proxy-Authorization"))) {
                send(client, REFUSAL);
            } else if (request.requestLine().startsWith("CONNECT ")) {
                tunnel(client, in, request.target());
                return;
            } else {
                passOn(client, request);
                return;
            }
        }
    }

    private void tunnel(Socket client, InputStream in, String authority) throws IOException {
        String[] address = authority.split(":", -1);
        try (Socket service = connect(address[0], Integer.parseInt(address[1]))) {
            send(client, "HTTP/1.1 200 Connection established\r\n\r\n");
            threads.execute(() -> {
                try {
                    service.getInputStream().transferTo(client.getOutputStream());
                    client.close();
                } catch (IOException e) {
                    // One of the two has left.
                }
            });
            byte[] buffer = new byte[8192];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                synchronized (tunnelled) {
                    tunnelled.write(buffer, 0, length);
                }
                service.getOutputStream().write(buffer, 0, length);
            }
        }
    }

    /** Without what is meant for the proxy, and for this one request: the answer ends the connection. */
    private void passOn(Socket client, Request request) throws IOException {
        URI uri = URI.create(request.target());
        StringBuilder head = new StringBuilder(request.requestLine().replace("http://" + uri.getRawAuthority(), ""));
        request.lines().stream()
                .skip(1)
                .filter(line -> !line.regionMatches(true, 0, "Proxy-", 0, 6)
                        && !line.regionMatches(true, 0, "Connection:", 0, 11))
                .forEach(line -> head.append("\r\n").append(line));
        try (Socket service = connect(uri.getHost(), uri.getPort())) {
            send(service, head + "\r\nConnection: close\r\n\r\n" + request.body());
            InputStream answer = new BufferedInputStream(service.getInputStream());
            Request answered = Request.read(answer);
            if (answered != null) {
                send(client, answered.head().stripTrailing() + "\r\nConnection: close\r\n\r\n" + answered.body());
            }
        }
    }

    private Socket connect(String host, int port) throws IOException {
        Socket socket = new Socket(host, port);
        opened(socket);
        return socket;
    }

    private static void send(Socket socket, String bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes.getBytes(ISO_8859_1));
        out.flush();
    }
}
