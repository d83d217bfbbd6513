/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import com.sun.net.httpserver.HttpServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.api.management.ManagedCamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * The API token goes to the wire and nowhere else. The server is the JDK's own, so that what is captured is said by the client's
 * side alone.
 */
class TokenSecrecyTest {

    private static final String TOKEN = "token-7f3a91c05e";

    private final CamelContext context = new DefaultCamelContext();
    private final List<String> seenByServer = new CopyOnWriteArrayList<>();
    private final StringBuilder said = new StringBuilder();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level level = root.getLevel();
    private final AppenderBase<ILoggingEvent> listener = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            said.append(event.getLoggerName())
                    .append(' ')
                    .append(event.getFormattedMessage())
                    .append('\n');
            if (event.getThrowableProxy() != null) {
                look(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }
    };
    private HttpServer server;

    @BeforeEach
    void listenAtTrace() throws Exception {
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
        listener.start();
        root.addAppender(listener);
        root.setLevel(Level.TRACE);
    }

    @AfterEach
    void stop() {
        context.stop();
        root.setLevel(level);
        root.detachAppender(listener);
        server.stop(0);
    }

    @Test
    void isInNoLogAtTraceNorJmxNorAnExceptionNorAUri() throws Exception {
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
        look(failed.getException());
        look(failed);
        lookAtJmx();
        for (Endpoint endpoint : context.getEndpoints()) {
            look(endpoint);
            look(endpoint.getEndpointUri());
            look(endpoint.getEndpointKey());
        }
        for (Route route : context.getRoutes()) {
            look(route);
            look(route.getConsumer());
            route.getServices().forEach(this::look);
        }
        look(component);
        context.stop();
        assertThat(said.toString())
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
    void isMaskedByCamelWhereAUriHoldsIt() throws Exception {
        root.setLevel(Level.DEBUG);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:list").to("pact-channels:list?companyId=154&apiToken=" + TOKEN);
            }
        });
        context.start();

        look(context.getEndpoint("pact-channels:list?companyId=154&apiToken=" + TOKEN));
        lookAtJmx();
        context.stop();

        assertThat(said.toString()).contains("apiToken=xxxxxx").doesNotContain(TOKEN);
    }

    private void look(Object anything) {
        StringWriter text = new StringWriter().append(String.valueOf(anything)).append('\n');
        if (anything instanceof Throwable throwable) {
            throwable.printStackTrace(new PrintWriter(text));
        }
        synchronized (said) {
            said.append(text);
        }
    }

    private void lookAtJmx() throws Exception {
        assertThat(context.getCamelContextExtension().getContextPlugin(ManagedCamelContext.class))
                .as("JMX is on")
                .isNotNull();
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        int attributes = 0;
        for (ObjectName name : beans.queryNames(new ObjectName("org.apache.camel:*"), null)) {
            look(name);
            for (MBeanAttributeInfo attribute : beans.getMBeanInfo(name).getAttributes()) {
                if (attribute.isReadable()) {
                    attributes++;
                    try {
                        look(beans.getAttribute(name, attribute.getName()));
                    } catch (javax.management.JMException | RuntimeException e) {
                        look(e);
                    }
                }
            }
        }
        assertThat(attributes).isPositive();
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
