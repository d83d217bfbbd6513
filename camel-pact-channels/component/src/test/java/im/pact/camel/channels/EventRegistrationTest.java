/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import im.pact.camel.channels.event.ChannelState;
import im.pact.camel.channels.event.QrCode;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import im.pact.camel.channels.sandbox.PactChannelsSandboxExtension;
import im.pact.camel.channels.sandbox.WebhookDelivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The consumer {@code events} together with a service that sends events. */
class EventRegistrationTest {

    private static final long COMPANY = PactChannelsSandbox.COMPANY_ID;
    private static final String SECRET = "s3cret-s3cret-s3cret";

    @RegisterExtension
    static final PactChannelsSandboxExtension SANDBOX = new PactChannelsSandboxExtension();

    private final List<Message> received = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger failures = new AtomicInteger();
    private final List<CamelContext> contexts = new ArrayList<>();

    private static PactChannelsSandbox sandbox() {
        return SANDBOX.sandbox();
    }

    @BeforeEach
    void hurry() {
        sandbox().webhooks().repeatDelay(Duration.ofMillis(50));
    }

    @AfterEach
    void stop() {
        contexts.forEach(CamelContext::stop);
    }

    private CamelContext start(HttpServer server, String options) throws Exception {
        CamelContext context = new DefaultCamelContext();
        contexts.add(context);
        assumeTrue(server.isAvailable(context));
        int port = server.addTo(context);
        TestContexts.connect(context, sandbox().baseUri(), sandbox().apiToken());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("pact-channels:events?companyId=" + COMPANY + "&webhookSecret=" + SECRET + "&restComponent="
                                + server.component() + options.formatted(port))
                        .routeId("events")
                        .process(exchange -> {
                            if (failures.getAndDecrement() > 0) {
                                throw new IllegalStateException("not yet");
                            }
                        })
                        .process(exchange -> received.add(exchange.getMessage().copy()));
            }
        });
        context.start();
        return context;
    }

    private static final String REGISTERED = "&publicUrl=http://localhost:%d";

    private static void awaitRegistration() {
        await().until(() -> sandbox().webhooks().url(COMPANY) != null);
    }

    private long createWhatsApp(CamelContext context) {
        return context.createProducerTemplate()
                .request("pact-channels:create?companyId=" + COMPANY + "&provider=whatsapp", exchange -> {})
                .getMessage()
                .getHeader(PactChannelsConstants.CHANNEL_ID, Long.class);
    }

    @ParameterizedTest
    @EnumSource
    void a_channel_is_connected_by_its_qr_code(HttpServer server) throws Exception {
        CamelContext context = start(server, REGISTERED);
        awaitRegistration();
        assertThat(sandbox().webhooks().url(COMPANY)).endsWith("/pact-channels/" + COMPANY + "/" + SECRET);
        assertThat(sandbox().webhooks().probes()).singleElement().satisfies(probe -> assertThat(probe.accepted())
                .isTrue());

        long channelId = createWhatsApp(context);
        await().until(() -> received.size() == 1);
        sandbox().webhooks().scanQrCode(channelId);
        await().until(() -> received.size() == 3);

        assertThat(received.get(0).getBody()).isInstanceOf(QrCode.class);
        assertThat(received.get(0).getBody(byte[].class)).startsWith(0x89, 'P', 'N', 'G');
        assertThat(received)
                .allSatisfy(message -> assertThat(message.getHeader(PactChannelsConstants.CHANNEL_ID))
                        .isEqualTo(channelId))
                .filteredOn(message -> message.getBody() instanceof ChannelState)
                .extracting(message -> message.getHeader(PactChannelsConstants.CHANNEL_STATE))
                .containsExactlyInAnyOrder("CONNECTED", "SYNCHRONIZED");
    }

    @Test
    void an_event_comes_again_until_the_route_has_completed_it() throws Exception {
        CamelContext context = start(HttpServer.PLATFORM_HTTP, REGISTERED);
        awaitRegistration();
        failures.set(3);

        createWhatsApp(context);
        sandbox().webhooks().awaitFinished(Duration.ofSeconds(10));

        assertThat(received).hasSize(1);
        assertThat(sandbox().webhooks().delivered())
                .singleElement()
                .extracting(WebhookDelivery::attempts)
                .satisfies(attempts -> assertThat(attempts).hasSize(4));
    }

    @Test
    void several_machines_behind_one_address_register_it_once() throws Exception {
        start(HttpServer.PLATFORM_HTTP, REGISTERED);
        awaitRegistration();
        String url = sandbox().webhooks().url(COMPANY);

        CamelContext second = start(
                HttpServer.PLATFORM_HTTP,
                "&publicUrl=" + url.replaceFirst("/pact-channels.*", "") + "&maxEventSize=%d");
        await().until(() -> "REGISTERED".equals(registration(second)));

        assertThat(sandbox().webhooks().probes()).hasSize(1);
        assertThat(sandbox().webhooks().url(COMPANY)).isEqualTo(url);
    }

    private static String registration(CamelContext context) {
        return ((PactChannelsEventConsumer) context.getRoute("events").getConsumer()).getRegistration();
    }

    @Test
    void a_failed_registration_does_not_fail_the_start_and_is_shown() throws Exception {
        CamelContext context = start(HttpServer.PLATFORM_HTTP, "&publicUrl=http://localhost:1&maxEventSize=%d");

        await().until(() -> "FAILED".equals(registration(context)));

        PactChannelsEventConsumer consumer =
                (PactChannelsEventConsumer) context.getRoute("events").getConsumer();
        assertThat(consumer.getRegistrationFailure()).isNotBlank().doesNotContain(SECRET);
        consumer.getHealthCheck().setEnabled(true);
        assertThat(consumer.getHealthCheck().call(Map.of())).satisfies(result -> {
            assertThat(result.getState().name()).isEqualTo("UP");
            assertThat(result.getDetails()).containsEntry("webhook.registration", "FAILED");
            assertThat(result.getMessage().orElseThrow())
                    .startsWith("The webhook is not registered")
                    .doesNotContain(SECRET);
        });
        assertThat(sandbox().webhooks().url(COMPANY)).isNull();
    }

    @Test
    void the_address_is_removed_only_on_request() throws Exception {
        CamelContext kept = start(HttpServer.PLATFORM_HTTP, REGISTERED);
        awaitRegistration();
        kept.stop();
        assertThat(sandbox().webhooks().url(COMPANY)).isNotNull();

        CamelContext removed = start(HttpServer.PLATFORM_HTTP, REGISTERED + "&unregisterOnStop=true");
        await().until(() -> "REGISTERED".equals(registration(removed)));
        removed.stop();
        assertThat(sandbox().webhooks().url(COMPANY)).isNull();
    }

    @Test
    void a_route_that_starts_later_registers_itself() throws Exception {
        CamelContext context = start(HttpServer.PLATFORM_HTTP, REGISTERED);
        awaitRegistration();
        sandbox().webhooks().url(COMPANY, null);
        context.getRouteController().stopRoute("events");

        context.getRouteController().startRoute("events");

        awaitRegistration();
    }
}
