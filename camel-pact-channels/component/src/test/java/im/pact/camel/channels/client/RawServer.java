/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that sends what no HTTP server would send. It reads one request a connection, plays its script and hangs up. */
public final class RawServer implements AutoCloseable {

    /** What happens after a request came in; whatever it throws ends the connection. */
    @FunctionalInterface
    public interface Script {

        void play(Wire wire) throws IOException;
    }

    private static final Pattern CONTENT_LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");

    private final Script script;
    private final int port;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicLong sent = new AtomicLong();
    private volatile ServerSocket serverSocket;
    private volatile CompletableFuture<Void> accepting;

    private RawServer(Script script) throws IOException {
        this.script = script;
        listen(0);
        this.port = serverSocket.getLocalPort();
    }

    public static RawServer playing(Script script) {
        try {
            return new RawServer(script);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Always the same answer, byte for byte. */
    public static RawServer sending(String answer) {
        return playing(wire -> wire.send(answer));
    }

    public String baseUri() {
        return "http://127.0.0.1:" + port + "/p1";
    }

    /** The heads of the requests: request line and headers, as they came. */
    public List<String> requests() {
        return requests;
    }

    /** How many bytes the operating system took from this server. */
    public long sent() {
        return sent.get();
    }

    /** From now on nobody accepts connections. What is on its way goes on. */
    public void refuseConnections() {
        quietly(serverSocket);
        // Until the thread has left it, the operating system still takes connections.
        accepting.join();
    }

    /** Ends {@link #refuseConnections()}. */
    public void acceptConnections() {
        try {
            listen(port);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        quietly(serverSocket);
        open.forEach(RawServer::quietly);
        threads.shutdownNow();
    }

    private void listen(int wantedPort) throws IOException {
        ServerSocket listening = new ServerSocket(wantedPort, 50, InetAddress.getLoopbackAddress());
        serverSocket = listening;
        accepting = CompletableFuture.runAsync(() -> accept(listening), threads);
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        open.add(socket);
        try (socket) {
            String head = head(socket.getInputStream());
            requests.add(head);
            skipBody(head, socket.getInputStream());
            script.play(new Wire(socket, head));
        } catch (IOException e) {
            // The client has left.
        } finally {
            open.remove(socket);
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("No whole request");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** Hanging up with something unread would make the operating system throw away what was sent. */
    private static void skipBody(String head, InputStream in) throws IOException {
        Matcher length = CONTENT_LENGTH.matcher(head);
        if (length.find()) {
            in.skipNBytes(Long.parseLong(length.group(1)));
        }
    }

    private static void quietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The way back to the client. */
    public final class Wire {

        private final Socket socket;
        private final String request;
        private final OutputStream out;

        private Wire(Socket socket, String request) throws IOException {
            this.socket = socket;
            this.request = request;
            this.out = socket.getOutputStream();
        }

        /** The head of the request: request line and headers. */
        public String request() {
            return request;
        }

        public void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.UTF_8));
        }

        public void send(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
            sent.addAndGet(bytes.length);
        }

        /** Byte by byte, with a pause after each. */
        public void drip(String text, Duration pause) throws IOException {
            for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
                send(new byte[] {one});
                if (isClosed(pause)) {
                    return;
                }
            }
        }

        /** Until the client hangs up. */
        public void sendForever(String text) throws IOException {
            sendForever(text, Duration.ZERO);
        }

        /** With a pause after each, until the client hangs up. */
        public void sendForever(String text, Duration pause) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            while (!isClosed(pause)) {
                send(bytes);
            }
        }

        /** Sends nothing until the client hangs up. */
        public void waitForHangUp() throws IOException {
            while (socket.getInputStream().read() >= 0) {
                // Not interested.
            }
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
