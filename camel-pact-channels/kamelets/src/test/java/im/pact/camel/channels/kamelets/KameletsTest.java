/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.kamelets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import im.pact.camel.channels.sandbox.PactChannelsSandboxExtension;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kamelet, loaded from {@code classpath:kamelets} as Camel does by default. */
class KameletsTest {

    private static final long COMPANY = PactChannelsSandbox.COMPANY_ID;

    @RegisterExtension
    static final PactChannelsSandboxExtension SANDBOX = new PactChannelsSandboxExtension();

    private final CamelContext context = new DefaultCamelContext();
    private long channelId;

    private static PactChannelsSandbox sandbox() {
        return SANDBOX.sandbox();
    }

    @BeforeEach
    void connect() {
        channelId = sandbox().addChannel(COMPANY, "whatsapp");
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private static String kamelet(String name, String options) {
        return "kamelet:" + name + "?accessToken=" + sandbox().apiToken() + "&companyId=" + COMPANY + "&baseUri="
                + sandbox().baseUri() + options;
    }

    private MockEndpoint consume(String kamelet) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(kamelet).to("mock:out");
            }
        });
        context.start();
        return context.getEndpoint("mock:out", MockEndpoint.class);
    }

    private Exchange call(String kamelet, Object body, Map<String, Object> headers) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to(kamelet);
            }
        });
        context.start();
        Exchange result = context.createProducerTemplate().request("direct:in", exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
        assertThat(result.getException()).isNull();
        return result;
    }

    @Test
    void changes_source_emits_changes_as_json() throws Exception {
        MockEndpoint out = consume(kamelet("pact-channels-changes-source", "&delay=50"));
        await().until(() -> out.getReceivedCounter() == 1);
        long added = sandbox().addChannel(COMPANY, "viber");
        await().until(() -> out.getReceivedCounter() == 2);

        assertThat(out.getExchanges().get(1).getMessage().getBody(String.class))
                .startsWith("{\"external_id\":" + added)
                .contains("viber");
        assertThat(out.getExchanges().get(1).getMessage().getHeaders())
                .containsEntry("ce-change", "added")
                .containsEntry("ce-channelid", added);
    }

    @Test
    void events_source_registers_the_webhook_and_emits_events() throws Exception {
        int port = freePort();
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindHost("127.0.0.1");
        server.setBindPort(port);
        context.addService(new VertxPlatformHttpServer(server));
        MockEndpoint out = consume(kamelet(
                "pact-channels-events-source",
                "&webhookSecret=s3cret-s3cret-s3cret&publicUrl=http://127.0.0.1:" + port + "&eventTypes=channelState"));
        await().until(() -> sandbox().webhooks().url(COMPANY) != null);

        sandbox().webhooks().phoneOffline(channelId);
        await().until(() -> out.getReceivedCounter() == 1);

        assertThat(out.getExchanges().get(0).getMessage().getBody(String.class)).contains("phone offline");
        assertThat(out.getExchanges().get(0).getMessage().getHeaders())
                .containsEntry("ce-type", "channelState")
                .containsKey("ce-id");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void list_action_returns_a_json_array() throws Exception {
        String json = call(kamelet("pact-channels-list-action", ""), "ignored", Map.of())
                .getMessage()
                .getBody(String.class);

        assertThat(json).startsWith("[{\"external_id\":" + channelId).endsWith("}]");
    }

    @Test
    void user_exists_action_returns_a_boolean() throws Exception {
        Exchange result = call(
                kamelet("pact-channels-user-exists-action", "&channelId=" + channelId + "&phoneRegion=RU"),
                "8 (925) 000-00-01",
                Map.of());

        assertThat(result.getMessage().getBody(String.class)).isIn("true", "false");
        assertThat(result.getMessage().getHeaders()).containsEntry("CamelPactChannelsPhone", "79250000001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jobid", "ce-jobid", "CamelPactChannelsJobId"})
    void messages_are_sent_and_followed(String header) throws Exception {
        Exchange sent = call(
                kamelet("pact-channels-send-first-sink", "&channelId=" + channelId),
                "{\"phone\":\"79250000001\",\"message\":\"Hello\"}",
                Map.of());
        long jobId = sent.getMessage().getHeader("CamelPactChannelsJobId", Long.class);

        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:job").to(kamelet("pact-channels-job-action", "&channelId=" + channelId));
            }
        });
        Exchange job = context.createProducerTemplate()
                .request("direct:job", exchange -> exchange.getMessage().setHeader(header, jobId));

        assertThat(job.getException()).isNull();
        assertThat(job.getMessage().getBody(String.class)).contains("\"id\":" + jobId);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "changes-source",
                "events-source",
                "list-action",
                "user-exists-action",
                "job-action",
                "send-first-sink"
            })
    void each_kamelet_names_the_version_of_its_component(String name) throws IOException {
        String file = "/kamelets/pact-channels-" + name + ".kamelet.yaml";
        try (InputStream stream = Objects.requireNonNull(getClass().getResourceAsStream(file))) {
            String yaml = new String(stream.readAllBytes(), StandardCharsets.UTF_8);

            assertThat(yaml)
                    .contains("name: pact-channels-" + name, "format: password", "data:image/svg+xml;base64,")
                    .containsPattern("mvn:im\\.pact\\.camel:camel-pact-channels:\\d+\\.\\d+")
                    .containsPattern("catalog\\.version: \"\\d+\\.\\d+")
                    .doesNotContain("@project");
        }
    }

    @Test
    void the_token_is_in_no_uri_that_camel_shows() throws Exception {
        consume(kamelet("pact-channels-changes-source", "&delay=60000"));

        assertThat(List.of(
                        context.getRoutes().toString(),
                        context.getEndpoints().stream()
                                .map(Object::toString)
                                .toList()
                                .toString()))
                .allSatisfy(text -> assertThat(text).doesNotContain(sandbox().apiToken()));
    }
}
