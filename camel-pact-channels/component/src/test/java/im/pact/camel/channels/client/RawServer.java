/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/**
 * A server on the loopback interface that records every request byte for byte, and can send bytes that no HTTP server would
 * send. A script plays after each request.
 */
public final class RawServer implements AutoCloseable {

    /** What the server does after a request. An exception closes the connection. */
    @FunctionalInterface
    public interface Script {

        void play(Wire wire) throws IOException;
    }

    private final Script script;
    private final boolean keepAlive;
    private final String scheme;
    private final int port;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();
    private volatile ServerSocket serverSocket;
    private volatile CompletableFuture<Void> accepting;
    private volatile String json = Responses.ANY_OPERATION;
    private volatile String headers = "";

    private RawServer(Script script, boolean keepAlive, String scheme, ServerSocket serverSocket) {
        this.script = script == null ? this::respond : script;
        this.keepAlive = keepAlive;
        this.scheme = scheme;
        this.port = serverSocket.getLocalPort();
        listen(serverSocket);
    }

    /** Plays a script after the first request of each connection, and then closes the connection. */
    public static RawServer playing(Script script) {
        return new RawServer(script, false, "http", socket(ServerSocketFactory.getDefault(), 0));
    }

    /** Plays a script after each request. */
    public static RawServer persistent(Script script) {
        return new RawServer(script, true, "http", socket(ServerSocketFactory.getDefault(), 0));
    }

    /** Sends always the same bytes. */
    public static RawServer sending(String response) {
        return playing(wire -> wire.send(response));
    }

    /** Sends JSON that every operation accepts, until {@link #respond} changes it. */
    public static RawServer responding() {
        return persistent(null);
    }

    /**
     * The same over TLS.
     *
     * @param tls            the keys of the server
     * @param needsClientKey whether it requires a client certificate
     * @param protocols      the versions of TLS, empty for the defaults
     */
    public static RawServer responding(SSLContext tls, boolean needsClientKey, String... protocols) {
        SSLServerSocket socket = (SSLServerSocket) socket(tls.getServerSocketFactory(), 0);
        socket.setNeedClientAuth(needsClientKey);
        if (protocols.length > 0) {
            socket.setEnabledProtocols(protocols);
        }
        return new RawServer(null, true, "https", socket);
    }

    /** The JSON of the next responses. */
    public void respond(String newJson) {
        json = newJson;
    }

    /** Additional header lines of the next responses, each with CR LF. */
    public void respondHeaders(String lines) {
        headers = lines;
    }

    public String baseUri() {
        return scheme + "://127.0.0.1:" + port + "/p1";
    }

    public int port() {
        return port;
    }

    /** The requests in the order in which they were received. */
    public List<Request> requests() {
        return requests;
    }

    /** The only request since the last time. */
    public Request takeRequest() {
        if (requests.size() != 1) {
            throw new AssertionError("Not one request: " + requests);
        }
        return requests.remove(0);
    }

    /** The last of the requests since the last time. */
    public Request takeLastRequest() {
        Request last = requests.get(requests.size() - 1);
        requests.clear();
        return last;
    }

    /** Number of accepted connections. */
    public int connections() {
        return connections.get();
    }

    /** Number of bytes that the operating system has taken from scripts. */
    public long sent() {
        return sent.get();
    }

    /** Refuses new connections. Open ones go on. */
    public void refuseConnections() {
        quietly(serverSocket);
        // The operating system accepts connections until the thread has left accept().
        accepting.join();
    }

    /** Ends {@link #refuseConnections()}. */
    public void acceptConnections() {
        listen(socket(ServerSocketFactory.getDefault(), port));
    }

    /** Closes this socket with the server. */
    public void opened(Socket socket) {
        open.add(socket);
    }

    @Override
    public void close() {
        closed.countDown();
        quietly(serverSocket);
        open.forEach(RawServer::quietly);
        threads.shutdownNow();
    }

    private static ServerSocket socket(ServerSocketFactory factory, int port) {
        try {
            return factory.createServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void listen(ServerSocket listening) {
        serverSocket = listening;
        accepting = CompletableFuture.runAsync(() -> accept(listening), threads);
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                connections.incrementAndGet();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        opened(socket);
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            boolean more = true;
            while (more) {
                Request request = Request.read(in);
                if (request == null) {
                    return;
                }
                requests.add(request);
                script.play(new Wire(socket, in, request));
                more = keepAlive;
            }
        } catch (IOException e) {
            // The client has closed the connection, or there is no TLS session.
        } finally {
            open.remove(socket);
        }
    }

    private void respond(Wire wire) throws IOException {
        byte[] body = json.getBytes(UTF_8);
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        response.writeBytes(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                        + "\r\n" + headers + "\r\n")
                .getBytes(UTF_8));
        response.writeBytes(body);
        wire.send(response.toByteArray());
    }

    private static void quietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /**
     * A request, each byte as the character with the same number.
     *
     * @param head the request line and the headers, to the end of the last one
     * @param body the rest
     */
    public record Request(String head, String body) {

        /** The next request, or response, {@code null} at the end of the stream. */
        public static Request read(InputStream in) throws IOException {
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

        public String requestLine() {
            return lines().get(0);
        }

        /** The path and query. */
        public String target() {
            return requestLine().split(" ", -1)[1];
        }

        /** Request line and headers. Only CR LF ends a line. */
        public List<String> lines() {
            return Arrays.asList(head.split("\r\n"));
        }

        /** The header lines, without those that depend on the length of the body. */
        public List<String> headers() {
            List<String> headers = new ArrayList<>(lines().subList(1, lines().size()));
            headers.removeIf(line -> line.startsWith("Content-Length:"));
            return headers;
        }

        /** The value of a header that occurs at most once, {@code null} if it is missing. */
        public String header(String name) {
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

    /** The connection of a request. */
    public final class Wire {

        private final Socket socket;
        private final InputStream in;
        private final Request request;
        private final OutputStream out;

        private Wire(Socket socket, InputStream in, Request request) throws IOException {
            this.socket = socket;
            this.in = in;
            this.request = request;
            this.out = socket.getOutputStream();
        }

        public Request request() {
            return request;
        }

        public Socket socket() {
            return socket;
        }

        /** The bytes that follow the request. */
        public InputStream in() {
            return in;
        }

        public void send(String text) throws IOException {
            send(text.getBytes(UTF_8));
        }

        public void send(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
            sent.addAndGet(bytes.length);
        }

        /** Sends byte by byte, with a pause after each. */
        public void drip(String text, Duration pause) throws IOException {
            for (byte one : text.getBytes(UTF_8)) {
                send(new byte[] {one});
                if (isClosed(pause)) {
                    return;
                }
            }
        }

        /** Sends a text until the client closes the connection. */
        public void sendForever(String text) throws IOException {
            sendForever(text, Duration.ZERO);
        }

        /** Sends a text, with a pause after each, until the client closes the connection. */
        public void sendForever(String text, Duration pause) throws IOException {
            byte[] bytes = text.getBytes(UTF_8);
            while (!isClosed(pause)) {
                send(bytes);
            }
        }

        /** Sends nothing until the client closes the connection. */
        public void waitForHangUp() throws IOException {
            in.transferTo(OutputStream.nullOutputStream());
        }

        private boolean isClosed(Duration atMost) {
            try {
                return closed.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                return true;
            }
        }
    }
}
