/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.spi.RestConfiguration;

/** The components that can serve the webhook. Those that are not on the class path are skipped. */
enum HttpServer {
    PLATFORM_HTTP("platform-http"),
    JETTY("jetty"),
    UNDERTOW("undertow"),
    NETTY_HTTP("netty-http");

    /** For platform-http, which reads a body before the consumer sees the request. */
    private static final long MAX_BODY_SIZE = 2 << 20;

    private final String component;

    HttpServer(String component) {
        this.component = component;
    }

    String component() {
        return component;
    }

    boolean isAvailable(CamelContext context) {
        return context.getComponent(component, true, false) != null;
    }

    /** Lets the context serve HTTP on a free port of the loopback interface. Returns the port. */
    int addTo(CamelContext context) throws Exception {
        int port = freePort();
        if (this == PLATFORM_HTTP) {
            VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
            server.setBindHost("127.0.0.1");
            server.setBindPort(port);
            server.setMaxBodySize(MAX_BODY_SIZE);
            context.addService(new VertxPlatformHttpServer(server));
        } else {
            RestConfiguration rest = new RestConfiguration();
            rest.setComponent(component);
            rest.setHost("127.0.0.1");
            rest.setPort(port);
            context.setRestConfiguration(rest);
        }
        return port;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public String toString() {
        return component;
    }
}
