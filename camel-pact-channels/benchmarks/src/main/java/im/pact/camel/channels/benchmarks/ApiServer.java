/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/**
 * The part of the API that the benchmarks need: listings and first messages. One thread responds from memory, so that the figures
 * show the cost of the client. It runs in a separate process, see {@link ApiServerProcess}.
 */
final class ApiServer {

    private static final int BACKLOG = 2_000;
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final String CONTENT_LENGTH = "Content-Length: ";

    private final ApiResponses responses = new ApiResponses();
    private final PriorityQueue<Delayed> delayed = new PriorityQueue<>(Comparator.comparingLong(Delayed::due));
    private final Selector selector;
    private final ServerSocketChannel server;

    private ApiServer() throws IOException {
        selector = Selector.open();
        server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** Prints the port, and serves until its standard input is closed, which happens when the parent process ends. */
    public static void main(String[] args) throws IOException {
        ApiServer server = new ApiServer();
        System.out.println(server.server.socket().getLocalPort());
        Thread lifeline = new Thread(ApiServer::awaitEndOfInput, "lifeline");
        lifeline.setDaemon(true);
        lifeline.start();
        server.serve();
    }

    private static void awaitEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // The input is ignored.
            }
        } catch (IOException e) {
            // The input is closed.
        }
        System.exit(0);
    }

    private void serve() throws IOException {
        while (true) {
            selector.select(this::ready, timeoutMillis());
            while (!delayed.isEmpty() && delayed.peek().due() - System.nanoTime() <= 0) {
                Delayed response = delayed.remove();
                response.connection().attempt(() -> response.connection().send(response.bytes()));
            }
        }
    }

    /** The time until the next response is due; 0 means no limit. */
    private long timeoutMillis() {
        if (delayed.isEmpty()) {
            return 0;
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(delayed.peek().due() - System.nanoTime());
        return Math.max(1, millis + 1);
    }

    private void ready(SelectionKey key) {
        if (key.isValid() && key.isAcceptable()) {
            accept();
        } else if (key.attachment() instanceof Connection connection) {
            connection.attempt(connection::ready);
        }
    }

    private void accept() {
        try {
            SocketChannel channel = server.accept();
            if (channel != null) {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
                key.attach(new Connection(channel, key));
            }
        } catch (IOException e) {
            System.err.println("A connection was not accepted: " + e);
        }
    }

    /** A connection. Its requests are processed one after the other. */
    private final class Connection {

        private final SocketChannel channel;
        private final SelectionKey key;
        private final ByteBuffer in = ByteBuffer.allocate(8 * 1024);
        private ByteBuffer out;

        Connection(SocketChannel channel, SelectionKey key) {
            this.channel = channel;
            this.key = key;
        }

        /** If a client disconnects, only its connection is closed. */
        void attempt(Step step) {
            try {
                step.run();
            } catch (IOException | RuntimeException e) {
                close();
            }
        }

        void ready() throws IOException {
            if (out != null) {
                flush();
            } else if (channel.read(in) < 0) {
                close();
            } else {
                respond();
            }
        }

        private void respond() throws IOException {
            String text = new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1);
            int endOfHead = text.indexOf(END_OF_HEAD);
            if (endOfHead < 0) {
                return;
            }
            String head = text.substring(0, endOfHead + 2);
            int bodyAt = endOfHead + END_OF_HEAD.length();
            int end = bodyAt + contentLength(head);
            if (text.length() < end) {
                return;
            }
            in.flip().position(end);
            in.compact();
            byte[] response = responses.to(head, text.substring(bodyAt, end));
            ApiCompany company = ApiResponses.company(head);
            if (company == null || company.delayNanos() == 0) {
                send(response);
            } else {
                delayed.add(new Delayed(System.nanoTime() + company.delayNanos(), this, response));
            }
        }

        private static int contentLength(String head) {
            int at = head.indexOf(CONTENT_LENGTH);
            if (at < 0) {
                return 0;
            }
            int start = at + CONTENT_LENGTH.length();
            return Integer.parseInt(head, start, head.indexOf('\r', start), 10);
        }

        void send(byte[] response) throws IOException {
            out = ByteBuffer.wrap(response);
            flush();
        }

        private void flush() throws IOException {
            channel.write(out);
            int interest = out.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ;
            if (key.interestOps() != interest) {
                key.interestOps(interest);
            }
            if (!out.hasRemaining()) {
                out = null;
            }
        }

        private void close() {
            try {
                channel.close();
            } catch (IOException e) {
                // It is closed anyway.
            }
        }
    }

    /** A step in the processing of a connection. */
    private interface Step {

        void run() throws IOException;
    }

    /** A response that is sent later. */
    private record Delayed(long due, Connection connection, byte[] bytes) {}
}
