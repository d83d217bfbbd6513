/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import com.sun.net.httpserver.HttpServer;
import im.pact.camel.channels.client.LogCapture;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The API token goes to the wire and nowhere else. The server is the JDK's own, so that what is captured is said by the client's
 * side alone.
 */
class TokenSecrecyTest {

    private static final String TOKEN = "token-7f3a91c05e";

    @RegisterExtension
    final LogCapture log = new LogCapture();

    private final CamelContext context = new DefaultCamelContext();
    private final List<String> seenByServer = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/p1/companies/154/channels",
                exchange -> answer(
                        exchange,
                        200,
                        "{\"status\":\"ok\",\"data\":{\"channels\":[{\"external_id\":1,\"provider\":\"viber\"}]}}"));
        // Like the error page of a framework in debug mode, which shows the request.
        server.createContext(
                "/p1/companies/500/channels",
                exchange -> answer(exchange, 500, "{\"error\":\"boom, X-Private-Api-Token was " + TOKEN + "\"}"));
        server.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        server.stop(0);
    }

    @Test
    void is_in_no_log_at_trace_nor_jmx_nor_an_exception_nor_a_uri() throws Exception {
        context.setTracing(true);
        context.setMessageHistory(true);
        PactChannelsComponent component = context.getComponent("pact-channels", PactChannelsComponent.class);
        component.getConfiguration().setApiToken(TOKEN);
        component
                .getConfiguration()
                .setBaseUri("http://127.0.0.1:" + server.getAddress().getPort() + "/p1");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:list").to("pact-channels:list?companyId=154").to("log:out?showAll=true");
                from("direct:fail").to("pact-channels:list?companyId=500");
                from("pact-channels:list?companyId=154&initialDelay=0").to("log:in?showAll=true");
                from("pact-channels:list?companyId=500&initialDelay=0").to("log:in?showAll=true");
            }
        });
        context.start();

        context.createProducerTemplate().requestBody("direct:list", (Object) null);
        Exchange failed = context.createProducerTemplate().request("direct:fail", exchange -> {});
        await().until(() -> seenByServer.size() >= 4);

        assertThat(seenByServer).as("the server gets it").allMatch(TOKEN::equals);
        log.add(failed.getException());
        log.add(failed);
        log.addContext(context);
        context.stop();
        assertThat(log.text())
                .as("the connection was at work while all was logged")
                .contains("org.apache.hc.client5")
                .contains("boom, X-Private-Api-Token was ******")
                .doesNotContain(TOKEN);
    }

    /**
     * A token in the URI is known to Camel as an option that is not for showing. At TRACE, Camel writes raw URIs all the same,
     * which is why the manual asks to set it on the component.
     */
    @Test
    void is_masked_by_camel_where_a_uri_holds_it() throws Exception {
        log.setLevel(Level.DEBUG);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:list").to("pact-channels:list?companyId=154&apiToken=" + TOKEN);
            }
        });
        context.start();

        log.add(context.getEndpoint("pact-channels:list?companyId=154&apiToken=" + TOKEN));
        log.addJmx(context);
        context.stop();

        assertThat(log.text()).contains("apiToken=xxxxxx").doesNotContain(TOKEN);
    }

    private void answer(com.sun.net.httpserver.HttpExchange exchange, int status, String json)
            throws java.io.IOException {
        seenByServer.add(exchange.getRequestHeaders().getFirst("X-Private-Api-Token"));
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
