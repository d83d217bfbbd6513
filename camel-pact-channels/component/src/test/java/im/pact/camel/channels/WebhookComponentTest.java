/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import im.pact.camel.channels.event.ChannelState;
import im.pact.camel.channels.event.QrCode;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import im.pact.camel.channels.sandbox.PactChannelsSandboxExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code webhook:pact-channels:events}. */
class WebhookComponentTest {

    private static final long COMPANY = PactChannelsSandbox.COMPANY_ID;
    private static final String SECRET = "s3cret-s3cret-s3cret";
    private static final String EVENTS =
            "webhook:pact-channels:events?companyId=" + COMPANY + "&webhookSecret=" + SECRET;

    @RegisterExtension
    static final PactChannelsSandboxExtension SANDBOX = new PactChannelsSandboxExtension();

    private final CamelContext context = new DefaultCamelContext();
    private final List<Message> received = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger failures = new AtomicInteger();
    private int port;

    private static PactChannelsSandbox sandbox() {
        return SANDBOX.sandbox();
    }

    @BeforeEach
    void prepare() throws Exception {
        // The version of camel-webhook is fixed, see the parent POM.
        assumeTrue(context.getVersion().startsWith("4.18."), "camel-webhook is of Camel 4.18");
        sandbox().webhooks().repeatDelay(Duration.ofMillis(50));
        TestContexts.connect(context, sandbox().baseUri(), sandbox().apiToken());
        port = HttpServer.JETTY.addTo(context);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private void start(String options) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(EVENTS + "&webhookComponentName=jetty&webhookExternalUrl=http://localhost:" + port + options)
                        .process(exchange -> {
                            if (failures.getAndDecrement() > 0) {
                                throw new IllegalStateException("not yet");
                            }
                        })
                        .process(exchange -> received.add(exchange.getMessage().copy()));
            }
        });
        context.start();
    }

    @Test
    void a_channel_is_connected_by_its_qr_code() throws Exception {
        start("");
        await().until(() -> sandbox().webhooks().url(COMPANY) != null);
        assertThat(sandbox().webhooks().probes()).hasSize(1);
        failures.set(2);

        long channelId = context.createProducerTemplate()
                .request("pact-channels:create?companyId=" + COMPANY + "&provider=whatsapp", exchange -> {})
                .getMessage()
                .getHeader(PactChannelsConstants.CHANNEL_ID, Long.class);
        await().until(() -> received.size() == 1);
        sandbox().webhooks().scanQrCode(channelId);
        await().until(() -> received.size() == 3);

        assertThat(received.get(0).getBody()).isInstanceOf(QrCode.class);
        assertThat(received.get(0).getHeaders())
                .containsEntry(PactChannelsConstants.CHANNEL_ID, channelId)
                .allSatisfy((name, value) -> assertThat(name).startsWith("CamelPactChannels"));
        assertThat(received.get(1).getBody()).isInstanceOf(ChannelState.class);
        assertThat(sandbox().webhooks().dropped()).isEmpty();
    }

    @Test
    void the_path_can_be_chosen_if_it_ends_with_the_secret() throws Exception {
        start("&webhookPath=/hooks/" + SECRET);

        await().until(() -> ("http://localhost:" + port + "/hooks/" + SECRET)
                .equals(sandbox().webhooks().url(COMPANY)));
        assertThat(HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/hooks/other"))
                                        .POST(BodyPublishers.ofString("{}"))
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_path_without_the_secret_is_rejected() {
        assertThatThrownBy(() -> start("&webhookPath=/hooks/public"))
                .hasMessageContaining("webhookPath must end with / and the webhookSecret");
    }

    @Test
    void the_address_stays_registered() throws Exception {
        start("");
        await().until(() -> sandbox().webhooks().url(COMPANY) != null);

        context.stop();

        assertThat(sandbox().webhooks().url(COMPANY)).isNotNull();
    }
}
