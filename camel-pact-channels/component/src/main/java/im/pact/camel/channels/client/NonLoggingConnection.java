/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultHttpRequestWriterFactory;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.io.HttpConnectionFactory;
import org.apache.hc.core5.util.Timeout;

/**
 * A connection that logs nothing. HttpClient's own connection writes all bytes to the logger
 * {@code org.apache.hc.client5.http.wire} if it is enabled, including the API token and the secrets of channels.
 *
 * <p>It also limits the length and number of header lines, which HttpClient does not.
 */
public final class NonLoggingConnection extends DefaultBHttpClientConnection implements ManagedHttpClientConnection {

    /** Creates the connections of a pool. */
    public static final HttpConnectionFactory<ManagedHttpClientConnection> FACTORY = NonLoggingConnection::bound;

    private static final Http1Config LIMITS = Http1Config.custom()
            .setMaxLineLength(16 * 1024)
            .setMaxHeaderCount(200)
            .build();

    /** The timeout of a request: not applied while the connection is idle, restored when it is reused. */
    private Timeout socketTimeout = Timeout.DISABLED;

    private NonLoggingConnection() {
        // The parser needs the limits too: by default it has none, whatever the connection is given.
        super(
                LIMITS,
                null,
                null,
                null,
                null,
                new DefaultHttpRequestWriterFactory(LIMITS),
                new DefaultHttpResponseParserFactory(LIMITS));
    }

    private static ManagedHttpClientConnection bound(Socket socket) throws IOException {
        NonLoggingConnection connection = new NonLoggingConnection();
        if (socket != null) {
            connection.bind(socket);
        }
        return connection;
    }

    @Override
    public void bind(Socket socket) throws IOException {
        super.bind(socket);
        socketTimeout = Timeout.ofMilliseconds(socket.getSoTimeout());
    }

    @Override
    public void bind(SSLSocket sslSocket, Socket socket) throws IOException {
        super.bind(sslSocket, socket);
        socketTimeout = Timeout.ofMilliseconds(sslSocket.getSoTimeout());
    }

    @Override
    public Socket getSocket() {
        var holder = getSocketHolder();
        return holder == null ? null : holder.getSocket();
    }

    @Override
    public SSLSession getSSLSession() {
        return getSocket() instanceof SSLSocket secure ? secure.getSession() : null;
    }

    @Override
    public void setSocketTimeout(Timeout timeout) {
        super.setSocketTimeout(timeout);
        socketTimeout = timeout;
    }

    @Override
    public void passivate() {
        super.setSocketTimeout(Timeout.ZERO_MILLISECONDS);
    }

    @Override
    public void activate() {
        super.setSocketTimeout(socketTimeout);
    }
}
