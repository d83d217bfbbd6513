/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import im.pact.camel.channels.client.RawServer;
import im.pact.camel.channels.client.RawServer.Request;
import im.pact.camel.channels.client.RawServer.Wire;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * An HTTP proxy that requires authentication. It opens tunnels ({@code CONNECT}), forwards requests with an absolute address in
 * the request line, and records everything that it receives.
 */
final class ForwardProxy implements AutoCloseable {

    private static final String REFUSAL = String.join(
            "\r\n",
            "HTTP/1.1 407 Proxy Authentication Required",
            "Proxy-Authenticate: Basic realm=\"proxy\"",
            "Content-Length: 0",
            "",
            "");

    private final RawServer server = RawServer.persistent(this::serve);
    private final ByteArrayOutputStream tunnelled = new ByteArrayOutputStream();
    private final String credentials;

    ForwardProxy(String user, String password) {
        credentials = basic(user, password);
    }

    /** The value of the header for Basic authentication. */
    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    }

    int port() {
        return server.port();
    }

    /** The requests to the proxy itself. */
    List<Request> requests() {
        return server.requests();
    }

    /** The bytes that clients sent through tunnels, each as the character with the same number. */
    String tunnelled() {
        synchronized (tunnelled) {
            return tunnelled.toString(ISO_8859_1);
        }
    }

    @Override
    public void close() {
        server.close();
    }

    private void serve(Wire wire) throws IOException {
        Request request = wire.request();
        if (!credentials.equals(request.header("Proxy-Authorization"))) {
            wire.send(REFUSAL);
        } else if (request.requestLine().startsWith("CONNECT ")) {
            tunnel(wire.socket(), wire.in(), request.target());
            wire.socket().close();
        } else {
            forward(wire.socket(), request);
            wire.socket().close();
        }
    }

    private void tunnel(Socket client, InputStream in, String authority) throws IOException {
        String[] address = authority.split(":", -1);
        try (Socket service = connect(address[0], Integer.parseInt(address[1]))) {
            send(client, "HTTP/1.1 200 Connection established\r\n\r\n");
            CompletableFuture.runAsync(
                    () -> {
                        try {
                            service.getInputStream().transferTo(client.getOutputStream());
                            client.close();
                        } catch (IOException e) {
                            // One of the connections is closed.
                        }
                    },
                    task -> new Thread(task, "tunnel").start());
            byte[] buffer = new byte[8192];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                synchronized (tunnelled) {
                    tunnelled.write(buffer, 0, length);
                }
                service.getOutputStream().write(buffer, 0, length);
            }
        }
    }

    /** Without the headers for the proxy. The connection is closed after the response. */
    private void forward(Socket client, Request request) throws IOException {
        URI uri = URI.create(request.target());
        StringBuilder head = new StringBuilder(request.requestLine().replace("http://" + uri.getRawAuthority(), ""));
        request.lines().stream()
                .skip(1)
                .filter(line -> !line.regionMatches(true, 0, "Proxy-", 0, 6)
                        && !line.regionMatches(true, 0, "Connection:", 0, 11))
                .forEach(line -> head.append("\r\n").append(line));
        try (Socket service = connect(uri.getHost(), uri.getPort())) {
            send(service, head + "\r\nConnection: close\r\n\r\n" + request.body());
            InputStream in = new BufferedInputStream(service.getInputStream());
            Request response = Request.read(in);
            if (response != null) {
                send(client, response.head().stripTrailing() + "\r\nConnection: close\r\n\r\n" + response.body());
            }
        }
    }

    private Socket connect(String host, int port) throws IOException {
        Socket socket = new Socket(host, port);
        server.opened(socket);
        return socket;
    }

    private static void send(Socket socket, String bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes.getBytes(ISO_8859_1));
        out.flush();
    }
}
