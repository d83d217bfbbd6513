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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A server that sends what no HTTP server would send. It reads one request a connection, plays its script and hangs up. */
final class RawServer implements AutoCloseable {

    /** What happens after a request came in; whatever it throws ends the connection. */
    @FunctionalInterface
    interface Script {

        void play(Wire wire) throws IOException;
    }

    private final ServerSocket serverSocket;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicLong sent = new AtomicLong();

    private RawServer(ServerSocket serverSocket) {
        this.serverSocket = serverSocket;
    }

    static RawServer playing(Script script) {
        try {
            RawServer server = new RawServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            server.threads.execute(() -> server.accept(script));
            return server;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Always the same answer, byte for byte. */
    static RawServer sending(String answer) {
        return playing(wire -> wire.send(answer));
    }

    String baseUri() {
        return "http://127.0.0.1:" + serverSocket.getLocalPort() + "/p1";
    }

    /** The heads of the requests: request line and headers, as they came. */
    List<String> requests() {
        return requests;
    }

    /** How many bytes the operating system took from this server. */
    long sent() {
        return sent.get();
    }

    @Override
    public void close() {
        closed.countDown();
        quietly(serverSocket);
        open.forEach(RawServer::quietly);
        threads.shutdownNow();
    }

    private void accept(Script script) {
        while (!serverSocket.isClosed()) {
            try {
                Socket socket = serverSocket.accept();
                threads.execute(() -> serve(socket, script));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket, Script script) {
        open.add(socket);
        try (socket) {
            requests.add(head(socket.getInputStream()));
            script.play(new Wire(socket));
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

    private static void quietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The way back to the client. */
    final class Wire {

        private final Socket socket;
        private final OutputStream out;

        private Wire(Socket socket) throws IOException {
            this.socket = socket;
            this.out = socket.getOutputStream();
        }

        void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.UTF_8));
        }

        void send(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
            sent.addAndGet(bytes.length);
        }

        /** Byte by byte, with a pause after each. */
        void drip(String text, Duration pause) throws IOException {
            for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
                send(new byte[] {one});
                if (isClosed(pause)) {
                    return;
                }
            }
        }

        /** Until the client hangs up. */
        void sendForever(String text) throws IOException {
            sendForever(text, Duration.ZERO);
        }

        /** With a pause after each, until the client hangs up. */
        void sendForever(String text, Duration pause) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            while (!isClosed(pause)) {
                send(bytes);
            }
        }

        /** Sends nothing until the client hangs up. */
        void waitForHangUp() throws IOException {
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
