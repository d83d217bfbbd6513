/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;

/**
 * An HttpClient as the component configures it, with connections in memory: the server ignores the request, sends the given
 * bytes and closes the connection. Not thread-safe.
 */
final class MemoryHttpClient {

    final PoolingHttpClientConnectionManager pool;
    final CloseableHttpClient httpClient;

    private byte[] wire = new byte[0];
    private IOException connectFailure;

    MemoryHttpClient() {
        pool = new PoolingHttpClientConnectionManager(
                new Operator(),
                PoolConcurrencyPolicy.STRICT,
                PoolReusePolicy.LIFO,
                TimeValue.NEG_ONE_MILLISECOND,
                NonLoggingConnection.FACTORY);
        httpClient = HttpClients.custom()
                .setConnectionManager(pool)
                .setConnectionReuseStrategy((request, response, context) -> false)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .build();
    }

    /** Sets the bytes that every connection sends. */
    void respond(byte[] bytes) {
        wire = bytes;
    }

    /** From now on no connection can be opened. */
    void failToConnect(IOException failure) {
        connectFailure = failure;
    }

    private final class Operator implements HttpClientConnectionOperator {

        @Override
        public void connect(
                ManagedHttpClientConnection connection,
                HttpHost host,
                InetSocketAddress localAddress,
                TimeValue connectTimeout,
                SocketConfig socketConfig,
                HttpContext context)
                throws IOException {
            if (connectFailure != null) {
                throw connectFailure;
            }
            connection.bind(new MemorySocket(wire));
        }

        @Override
        public void upgrade(ManagedHttpClientConnection connection, HttpHost host, HttpContext context) {
            throw new UnsupportedOperationException();
        }
    }

    /** Accepts all bytes, and sends those that it was created with. */
    private static final class MemorySocket extends Socket {

        private final InputStream in;
        private boolean closed;

        MemorySocket(byte[] bytes) {
            in = new ByteArrayInputStream(bytes);
        }

        @Override
        public InputStream getInputStream() {
            return in;
        }

        @Override
        public OutputStream getOutputStream() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public boolean isConnected() {
            return true;
        }

        @Override
        public boolean isClosed() {
            return closed;
        }

        @Override
        public synchronized void close() {
            closed = true;
        }

        @Override
        public void shutdownInput() {}

        @Override
        public void shutdownOutput() {}

        @Override
        public int getSoTimeout() {
            return 0;
        }

        @Override
        public void setSoTimeout(int timeout) {}

        @Override
        public void setSoLinger(boolean on, int linger) {}

        @Override
        public InetAddress getInetAddress() {
            return InetAddress.getLoopbackAddress();
        }

        @Override
        public SocketAddress getRemoteSocketAddress() {
            return new InetSocketAddress(getInetAddress(), 1);
        }

        @Override
        public SocketAddress getLocalSocketAddress() {
            return new InetSocketAddress(getInetAddress(), 2);
        }
    }
}
