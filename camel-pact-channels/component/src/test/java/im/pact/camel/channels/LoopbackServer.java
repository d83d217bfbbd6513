/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Accepts connections on this machine, a thread for each, and ends all of them when it is closed. */
abstract class LoopbackServer implements AutoCloseable {

    final ExecutorService threads = Executors.newCachedThreadPool();
    private final ServerSocket serverSocket;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();

    LoopbackServer(ServerSocket serverSocket) {
        this.serverSocket = serverSocket;
    }

    static ServerSocket anyPort() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** To be called when the server is ready. */
    final void listen() {
        threads.execute(this::accept);
    }

    /** Speaks with one client until one of the two leaves, with whatever exception. */
    abstract void serve(Socket socket) throws IOException;

    final int port() {
        return serverSocket.getLocalPort();
    }

    /** How many connections were accepted, whatever came of them. */
    final int connections() {
        return connections.get();
    }

    /** To be closed with the server. */
    final void opened(Socket socket) {
        open.add(socket);
    }

    @Override
    public final void close() throws IOException {
        serverSocket.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
    }

    private void accept() {
        while (true) {
            try {
                Socket socket = serverSocket.accept();
                connections.incrementAndGet();
                threads.execute(() -> serveAndClose(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serveAndClose(Socket socket) {
        opened(socket);
        try (socket) {
            serve(socket);
        } catch (IOException e) {
            // The client has left, or no secure connection came about.
        } finally {
            open.remove(socket);
        }
    }
}
