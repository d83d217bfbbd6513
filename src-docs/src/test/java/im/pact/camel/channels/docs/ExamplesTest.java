/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import im.pact.camel.channels.PactChannelsComponent;
import im.pact.camel.channels.PactChannelsConstants;
import im.pact.camel.channels.PactChannelsConsumer;
import im.pact.camel.channels.client.PactChannelsRejectedException;
import im.pact.camel.channels.docs.examples.AllCompaniesRoutes;
import im.pact.camel.channels.docs.examples.CompaniesRoutes;
import im.pact.camel.channels.docs.examples.ConfirmRoutes;
import im.pact.camel.channels.docs.examples.ConnectRoutes;
import im.pact.camel.channels.docs.examples.ConsumerRoutes;
import im.pact.camel.channels.docs.examples.CreateRoutes;
import im.pact.camel.channels.docs.examples.DeleteRoutes;
import im.pact.camel.channels.docs.examples.EnablePageRoutes;
import im.pact.camel.channels.docs.examples.EventsRoutes;
import im.pact.camel.channels.docs.examples.JobRoutes;
import im.pact.camel.channels.docs.examples.ListRoutes;
import im.pact.camel.channels.docs.examples.Metrics;
import im.pact.camel.channels.docs.examples.OnceRoutes;
import im.pact.camel.channels.docs.examples.RegisterWebhookRoutes;
import im.pact.camel.channels.docs.examples.RequestCodeRoutes;
import im.pact.camel.channels.docs.examples.SendFirstRoutes;
import im.pact.camel.channels.docs.examples.SendingRoutes;
import im.pact.camel.channels.docs.examples.UpdateRoutes;
import im.pact.camel.channels.docs.examples.UserExistsRoutes;
import im.pact.camel.channels.model.ChannelResult;
import im.pact.camel.channels.model.Confirmation;
import im.pact.camel.channels.model.DeliveryJob;
import im.pact.camel.channels.model.NextStep;
import im.pact.camel.channels.model.RequestedCode;
import im.pact.camel.channels.sandbox.ChannelState;
import im.pact.camel.channels.sandbox.InstagramStep;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import im.pact.camel.channels.sandbox.PactChannelsSandboxExtension;
import im.pact.camel.channels.sandbox.SandboxChannel;
import im.pact.camel.channels.sandbox.SandboxJob;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.component.mock.InterceptSendToMockEndpointStrategy;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The examples of the manual, run against a sandbox. The pages include the files that run here, in Java and in YAML. */
@Timeout(60)
class ExamplesTest {

    private static final long COMPANY = PactChannelsSandbox.COMPANY_ID;
    private static final String PHONE = "79250000001";

    @RegisterExtension
    static final PactChannelsSandboxExtension EXTENSION = new PactChannelsSandboxExtension();

    @TempDir
    Path directory;

    private final PactChannelsSandbox sandbox = EXTENSION.sandbox();
    private CamelContext context = new DefaultCamelContext();

    /** The two languages of each example. */
    enum Dsl {
        JAVA {
            @Override
            void load(CamelContext context, RouteBuilder java, String yaml) throws Exception {
                context.addRoutes(java);
            }
        },
        YAML {
            @Override
            void load(CamelContext context, RouteBuilder java, String yaml) throws Exception {
                PluginHelper.getRoutesLoader(context)
                        .loadRoutes(ResourceHelper.resolveMandatoryResource(context, "classpath:examples/" + yaml));
            }
        };

        abstract void load(CamelContext context, RouteBuilder java, String yaml) throws Exception;
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void channels_are_listed_as_a_list_as_a_stream_and_page_by_page(Dsl dsl) throws Exception {
        sandbox.addChannels(COMPANY, 120);
        start(dsl, new ListRoutes(), "list.yaml");
        MockEndpoint channels = mock("log:channel");
        channels.expectedMessageCount(120);
        MockEndpoint pages = mock("log:page");
        pages.expectedMessageCount(2);

        assertThat(request("direct:export", null, Map.of()).getException()).isNull();
        assertThat(request("direct:pages", null, Map.of()).getException()).isNull();

        channels.assertIsSatisfied();
        pages.assertIsSatisfied();
        assertThat(Files.readAllLines(directory.resolve("channels.jsonl")))
                .hasSize(120)
                .startsWith("{\"external_id\":1,\"provider\":\"whatsapp\"}");
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void consumer_emits_each_channel_as_json(Dsl dsl) throws Exception {
        sandbox.addChannel(COMPANY, 399, "whatsapp");
        start(dsl, new ConsumerRoutes(), "consumer.yaml");
        MockEndpoint channels = mock("log:channel");
        channels.expectedBodiesReceived("{\"external_id\":399,\"provider\":\"whatsapp\"}");

        channels.assertIsSatisfied();
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void channels_of_all_companies_are_listed(Dsl dsl) throws Exception {
        sandbox.addChannel(COMPANY, 399, "whatsapp");
        sandbox.addChannel(155, 400, "viber");
        start(dsl, new CompaniesRoutes(), "companies.yaml");
        MockEndpoint channels = mock("log:channel");
        channels.expectedMessageCount(2);

        assertThat(request("direct:all-channels", null, Map.of()).getException())
                .isNull();

        channels.assertIsSatisfied();
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void consumer_emits_the_changes_of_all_companies(Dsl dsl) throws Exception {
        sandbox.addChannel(COMPANY, 399, "whatsapp");
        sandbox.addChannel(155, 400, "viber");
        context.getRegistry().bind("channels", new MemoryStateRepository());
        start(dsl, new AllCompaniesRoutes(), "all-companies.yaml");
        MockEndpoint changes = mock("log:channel-change");
        changes.expectedMessageCount(2);
        mock("log:company-removed").expectedMessageCount(0);

        changes.assertIsSatisfied();
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void address_for_events_is_registered_and_removed(Dsl dsl) throws Exception {
        HttpServer hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hook.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        hook.start();
        try {
            String address = "http://127.0.0.1:" + hook.getAddress().getPort() + "/secret";
            context.getPropertiesComponent().addOverrideProperty("webhook.url", address);
            start(dsl, new RegisterWebhookRoutes(), "register-webhook.yaml");

            assertThat(request("direct:register", null, Map.of()).getException())
                    .isNull();
            assertThat(sandbox.companies().get(0).webhookUrl()).isEqualTo(address);

            assertThat(request("direct:remove", null, Map.of()).getException()).isNull();
            assertThat(sandbox.companies().get(0).webhookUrl()).isNullOrEmpty();
        } finally {
            hook.stop(0);
        }
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void idempotent_consumer_passes_each_channel_once(Dsl dsl) throws Exception {
        sandbox.addChannels(COMPANY, 3);
        start(dsl, new OnceRoutes(), "once.yaml");
        MockEndpoint before = mock("log:new-channel");
        before.expectedMessageCount(3);
        before.assertIsSatisfied();
        context.stop();
        long added = sandbox.addChannel("viber");

        context = new DefaultCamelContext();
        start(dsl, new OnceRoutes(), "once.yaml");
        MockEndpoint after = mock("log:new-channel");
        after.expectedHeaderReceived(PactChannelsConstants.CHANNEL_ID, added);
        after.expectedMessageCount(1);
        after.assertIsSatisfied();
        assertThat(Files.readAllLines(directory.resolve("seen.txt")))
                .containsExactlyInAnyOrder("1", "2", "3", "" + added);
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void qr_code_is_written_as_a_picture_and_the_state_is_logged(Dsl dsl) throws Exception {
        startEvents(dsl);
        MockEndpoint states = mock("log:channel-state");
        states.expectedHeaderValuesReceivedInAnyOrder(PactChannelsConstants.CHANNEL_STATE, "CONNECTED", "SYNCHRONIZED");

        long channelId = created(Map.of("provider", "whatsapp"));
        Path picture = directory.resolve(channelId + ".png");
        await().until(() -> Files.exists(picture) && Files.size(picture) > 0);
        sandbox.webhooks().scanQrCode(channelId);

        states.assertIsSatisfied();
        assertThat(Files.readAllBytes(picture)).startsWith(0x89, 'P', 'N', 'G');
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void delivery_result_is_confirmed_by_a_request(Dsl dsl) throws Exception {
        sandbox.addChannel(COMPANY, 399, "whatsapp");
        sandbox.rules().deliver(phone -> false);
        startEvents(dsl);
        MockEndpoint notDelivered = mock("log:not-delivered");
        notDelivered.expectedHeaderReceived(PactChannelsConstants.JOB_RESULT, "NOT DELIVERED");
        notDelivered.expectedMessageCount(1);

        Exchange sent = request(
                "pact-channels:sendFirst?companyId=154",
                Map.of("channel_id", 399, "phone", PHONE, "message", "Hello!"),
                Map.of());
        sandbox.webhooks()
                .jobNotDelivered(sent.getMessage().getHeader(PactChannelsConstants.JOB_ID, Long.class), "no account");

        notDelivered.assertIsSatisfied();
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void event_from_a_queue_is_read(Dsl dsl) throws Exception {
        startEvents(dsl);
        MockEndpoint messages = mock("log:message");
        messages.expectedHeaderReceived(PactChannelsConstants.EVENT_TYPE, "message");
        messages.expectedMessageCount(1);

        request(
                "seda:gateway-events",
                "{\"type\":\"message\",\"event\":\"new\",\"data\":{\"external_id\":44,\"conversation_id\":55}}",
                Map.of());

        messages.assertIsSatisfied();
    }

    private void startEvents(Dsl dsl) throws Exception {
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindHost("127.0.0.1");
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setBindPort(socket.getLocalPort());
        }
        context.addService(new VertxPlatformHttpServer(server));
        context.getPropertiesComponent().addInitialProperty("webhook.secret", "0123456789abcdef");
        context.getPropertiesComponent()
                .addInitialProperty("webhook.public-url", "http://127.0.0.1:" + server.getBindPort());
        start(dsl, new EventsRoutes(), "events.yaml");
        await().until(() -> sandbox.webhooks().url(COMPANY) != null);
    }

    @Test
    void micrometer_counts_exchanges_pages_and_requests() throws Exception {
        sandbox.addChannels(COMPANY, 120);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        context.getRegistry().bind(MicrometerConstants.METRICS_REGISTRY_NAME, meters);
        Metrics.ofExchanges(context);
        RouteBuilder poll = new RouteBuilder() {
            @Override
            public void configure() {
                from("pact-channels:list?companyId=154&initialDelay=1")
                        .routeId("poll")
                        .filter(header(PactChannelsConstants.CHANNEL_ID).isEqualTo(7))
                        .throwException(new IllegalStateException("this one fails"));
            }
        };
        start(Dsl.JAVA, poll, null);
        Metrics.ofConsumer(context, meters);
        PactChannelsConsumer consumer =
                (PactChannelsConsumer) context.getRoute("poll").getConsumer();
        await().until(() -> consumer.getLastPollOutcome() != null);

        assertThat(meters.get("camel.exchanges.total")
                        .tag("routeId", "poll")
                        .counter()
                        .count())
                .isEqualTo(120);
        assertThat(meters.get("camel.exchanges.failed")
                        .tag("routeId", "poll")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(meters.find("camel.exchange.event.notifier").timers().stream()
                        .filter(timer -> timer.getId().toString().contains("pact-channels"))
                        .mapToLong(Timer::count)
                        .sum())
                .isEqualTo(120);
        assertThat(meters.get("pact.channels.pages").functionCounter().count()).isEqualTo(3);
        assertThat(meters.get("pact.channels.requests").functionCounter().count())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void channels_are_created_from_options_and_from_the_body(Dsl dsl) throws Exception {
        start(dsl, new CreateRoutes(), "create.yaml");

        Exchange bot = request("direct:telegram-bot", null, Map.of());
        Exchange avito =
                request("direct:connect", "{\"provider\":\"avito\",\"login\":\"l\",\"password\":\"p\"}", Map.of());
        Exchange again =
                request("direct:connect", "{\"provider\":\"avito\",\"login\":\"l\",\"password\":\"p\"}", Map.of());

        assertThat(channel(bot).parameters()).contains(entry("token", "123:a+b&c/d%20"));
        assertThat(bot.getMessage().getBody(ChannelResult.class).status()).isEqualTo("created");
        assertThat(channel(avito).provider()).isEqualTo("avito");
        assertThat(again.getProperty(Exchange.EXCEPTION_CAUGHT)).isInstanceOf(PactChannelsRejectedException.class);
        assertThat(again.getException()).isNull();
        assertThat(sandbox.channelCount(COMPANY)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void telegram_account_is_connected_in_one_route(Dsl dsl) throws Exception {
        sandbox.rules().onCode((channelId, code) -> write("code.txt", code));
        start(dsl, new ConnectRoutes(), "connect.yaml");

        Exchange connected = request("direct:connect", null, Map.of());

        assertThat(connected.getException()).isNull();
        assertThat(connected.getMessage().getBody(Confirmation.class).state()).isEqualTo("enabled");
        assertThat(channel(connected).state()).isEqualTo(ChannelState.ENABLED);
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void existing_channel_is_connected(Dsl dsl) throws Exception {
        sandbox.addChannel("viber");
        long channelId = created(Map.of("provider", "telegram_personal", "phone", PHONE));
        start(dsl, new CreateRoutes(), "create.yaml");
        MockEndpoint requested = mock("log:code-requested");
        requested.expectedHeaderReceived(PactChannelsConstants.CHANNEL_ID, channelId);
        requested.expectedMessageCount(1);

        assertThat(request("direct:connect-again", null, Map.of()).getException())
                .isNull();

        requested.assertIsSatisfied();
        assertThat(sandbox.code(channelId)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void instagram_account_is_connected_with_its_first_page(Dsl dsl) throws Exception {
        sandbox.rules().instagramPages(301, 302);
        start(dsl, new EnablePageRoutes(), "enable-page.yaml");

        Exchange connected = request(
                "direct:instagram-business",
                Map.of("provider", "instagram_business", "token", "t", "phone", PHONE, "data", Map.of("id", "1")),
                Map.of());

        assertThat(connected.getException()).isNull();
        assertThat(channel(connected).state()).isEqualTo(ChannelState.ENABLED);
        assertThat(channel(connected).parameters()).contains(entry("page_id", "301"), entry("sync_period", "week"));
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void channels_are_updated_from_a_header_and_from_the_body(Dsl dsl) throws Exception {
        sandbox.addChannel(COMPANY, 399, "telegram");
        sandbox.addChannel(COMPANY, 400, "avito");
        start(dsl, new UpdateRoutes(), "update.yaml");

        Exchange token = request("direct:new-token", "new token", Map.of());
        Exchange body = request("direct:changes", "{\"channelId\":400,\"login\":\"l\",\"password\":\"p\"}", Map.of());

        assertThat(token.getMessage().getBody(ChannelResult.class).status()).isEqualTo("updated");
        assertThat(token.getMessage().getHeaders()).doesNotContainKey(PactChannelsConstants.TOKEN);
        assertThat(channel(399).parameters()).containsExactly(entry("token", "new token"));
        assertThat(body.getException()).isNull();
        assertThat(channel(400).parameters()).containsOnly(entry("login", "l"), entry("password", "p"));
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void channels_of_one_provider_are_deleted(Dsl dsl) throws Exception {
        sandbox.addChannel(COMPANY, 399, "whatsapp");
        sandbox.addChannel(COMPANY, 400, "viber");
        start(dsl, new DeleteRoutes(), "delete.yaml");

        assertThat(request("direct:remove-viber", null, Map.of()).getException())
                .isNull();

        assertThat(sandbox.channels(COMPANY)).extracting(SandboxChannel::id).containsExactly(399L);
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void channel_that_was_created_before_in_the_same_exchange_is_not_deleted(Dsl dsl) throws Exception {
        sandbox.addChannel(COMPANY, 400, "viber");
        start(dsl, new DeleteRoutes(), "delete.yaml");

        Exchange exchange = request("pact-channels:create?companyId=154&provider=whatsapp", null, Map.of());
        context.createProducerTemplate().send("direct:remove-viber", exchange);

        assertThat(exchange.getException()).isNull();
        assertThat(sandbox.channels(COMPANY))
                .extracting(SandboxChannel::provider)
                .containsExactly("whatsapp");
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void text_and_template_are_sent(Dsl dsl) throws Exception {
        sandbox.addChannel(COMPANY, 399, "whatsapp");
        sandbox.addChannel(COMPANY, 401, "whatsapp_business");
        start(dsl, new SendFirstRoutes(), "send-first.yaml");

        Exchange text = request("direct:hello", null, Map.of());
        Exchange template = request("direct:order-shipped", "an order", Map.of());

        assertThat(text.getMessage().getBody(DeliveryJob.class).state()).isEqualTo("trying_deliver");
        assertThat(text.getMessage().getHeader(PactChannelsConstants.JOB_ID)).isEqualTo(1L);
        assertThat(sandbox.jobs(399)).containsExactly(new SandboxJob(1, 399, PHONE, "Hello!", null, null));
        assertThat(template.getException()).isNull();
        assertThat(sandbox.jobs(401))
                .extracting(SandboxJob::template)
                .containsExactly(
                        Map.of("id", "order_shipped", "language_code", "en", "parameters", List.of("Anna", "4711")));
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void message_is_sent_once_and_followed_until_it_is_delivered(Dsl dsl) throws Exception {
        sandbox.addChannel(COMPANY, 399, "whatsapp");
        context.getComponent("pact-channels", PactChannelsComponent.class)
                .getConfiguration()
                .setJobDelay(1);
        start(dsl, new SendingRoutes(), "sending.yaml");
        MockEndpoint delivery = mock("log:delivery");
        delivery.expectedBodiesReceived("4711: DELIVERED");

        Map<String, Object> headers = Map.of("orderId", 4711, "phone", "+7 925 000-00-01");
        assertThat(request("direct:notify", "Hello!", headers).getException()).isNull();
        assertThat(request("direct:notify", "Hello!", headers).getMessage().getHeader(PactChannelsConstants.DUPLICATE))
                .isEqualTo(true);

        delivery.assertIsSatisfied();
        assertThat(sandbox.jobs(399)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void message_is_sent_to_numbers_with_an_account(Dsl dsl) throws Exception {
        sandbox.addChannel(COMPANY, 399, "whatsapp");
        sandbox.rules().userExists(PHONE::equals);
        start(dsl, new UserExistsRoutes(), "user-exists.yaml");

        Exchange written = request("direct:send-to-all", List.of("79250000002", "+7 925 000-00-01"), Map.of());

        assertThat(written.getException()).isNull();
        assertThat(sandbox.jobs(399)).extracting(SandboxJob::phone).containsExactly(PHONE);
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void job_is_followed_until_it_is_done(Dsl dsl) throws Exception {
        sandbox.addChannel(COMPANY, 399, "whatsapp");
        sandbox.rules().pollsUntilDelivered(3).deliver(PHONE::equals);
        start(dsl, new JobRoutes(), "job.yaml");
        MockEndpoint delivered = mock("log:delivered");
        delivered.expectedHeaderReceived(PactChannelsConstants.JOB_RESULT, "DELIVERED");
        delivered.expectedMessageCount(1);
        MockEndpoint notDelivered = mock("log:not-delivered");
        notDelivered.expectedHeaderReceived(PactChannelsConstants.JOB_RESULT, "NOT DELIVERED");
        notDelivered.expectedMessageCount(1);

        follow(PHONE);
        follow("79250000002");

        delivered.assertIsSatisfied();
        notDelivered.assertIsSatisfied();
    }

    private void follow(String phone) {
        Exchange sent = request(
                "pact-channels:sendFirst?companyId=154",
                Map.of("channel_id", 399, "phone", phone, "message", "Hello!"),
                Map.of());
        assertThat(request(
                                "direct:follow",
                                null,
                                Map.of(
                                        PactChannelsConstants.CHANNEL_ID,
                                        399,
                                        PactChannelsConstants.JOB_ID,
                                        sent.getMessage().getHeader(PactChannelsConstants.JOB_ID)))
                        .getException())
                .isNull();
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void codes_of_telegram_and_instagram_are_requested(Dsl dsl) throws Exception {
        long telegram = created(Map.of("provider", "telegram_personal", "phone", PHONE));
        long instagram = created(Map.of("provider", "instagram"));
        start(dsl, new RequestCodeRoutes(), "request-code.yaml");

        Exchange telegramCode =
                request("direct:telegram-code", null, Map.of(PactChannelsConstants.CHANNEL_ID, telegram));
        Exchange instagramCode = request(
                "direct:instagram-code",
                null,
                Map.of(PactChannelsConstants.CHANNEL_ID, instagram, PactChannelsConstants.CHALLENGE_VARIANT, 0));

        assertThat(telegramCode.getMessage().getBody(RequestedCode.class).codeLength())
                .isEqualTo(sandbox.code(telegram).length());
        assertThat(instagramCode.getMessage().getBody(RequestedCode.class).nextStep())
                .isEqualTo(NextStep.NONE);
        assertThat(sandbox.code(instagram)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void telegram_is_confirmed_with_code_and_password(Dsl dsl) throws Exception {
        sandbox.rules().telegramPassword(PHONE, "secret word");
        long channelId = created(Map.of("provider", "telegram_personal", "phone", PHONE));
        start(dsl, new ConfirmRoutes(), "confirm.yaml");
        Map<String, Object> headers = Map.of(PactChannelsConstants.CHANNEL_ID, channelId);
        request("pact-channels:requestCode?companyId=154&provider=telegram_personal", null, headers);

        MockEndpoint rejected = mock("log:code-rejected");
        rejected.expectedMessageCount(1);
        MockEndpoint required = mock("log:password-required");
        required.expectedMessageCount(1);

        Exchange wrong = request("direct:code", "1", headers);
        Exchange code = request("direct:code", sandbox.code(channelId), headers);
        Exchange password = request("direct:password", "secret word", headers);

        rejected.assertIsSatisfied();
        required.assertIsSatisfied();
        assertThat(wrong.getException()).isNull();
        assertThat(code.getException()).isNull();
        assertThat(password.getMessage().getBody(Confirmation.class).state()).isEqualTo("enabled");
        assertThat(password.getMessage().getHeaders()).doesNotContainKey(PactChannelsConstants.PASSWORD);
        assertThat(channel(channelId).state()).isEqualTo(ChannelState.ENABLED);
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void instagram_is_confirmed_in_several_steps(Dsl dsl) throws Exception {
        sandbox.rules().instagramSteps(InstagramStep.CHALLENGE, InstagramStep.TWO_FACTOR);
        long channelId = created(Map.of("provider", "instagram"));
        start(dsl, new ConfirmRoutes(), "confirm.yaml");
        MockEndpoint nextStep = mock("log:next-step");
        nextStep.expectedHeaderReceived(PactChannelsConstants.NEXT_STEP, "TWO_FACTOR");
        nextStep.expectedMessageCount(1);
        MockEndpoint connected = mock("log:connected");
        connected.expectedMessageCount(1);
        Map<String, Object> headers = new HashMap<>(Map.of(PactChannelsConstants.CHANNEL_ID, channelId));
        request("pact-channels:requestCode?companyId=154&provider=instagram", Map.of("challengeVariant", 1), headers);

        request("direct:instagram", sandbox.code(channelId), headers);
        headers.put(PactChannelsConstants.CONFIRMATION_VARIANT, 3);
        request("direct:instagram", sandbox.code(channelId), headers);

        nextStep.assertIsSatisfied();
        connected.assertIsSatisfied();
        assertThat(channel(channelId).state()).isEqualTo(ChannelState.ENABLED);
    }

    private void start(Dsl dsl, RouteBuilder java, String yaml) throws Exception {
        connect();
        context.getPropertiesComponent().addInitialProperty("directory", directory.toString());
        context.getPropertiesComponent().addInitialProperty("telegram.token", "123:a+b&c/d%20");
        context.getPropertiesComponent().addInitialProperty("phone", "+7 925 000-00-01");
        context.getPropertiesComponent().addInitialProperty("pause", "1");
        context.getCamelContextExtension()
                .registerEndpointCallback(new InterceptSendToMockEndpointStrategy("log:*", true));
        dsl.load(context, java, yaml);
        context.start();
    }

    private void connect() {
        PactChannelsComponent component = context.getComponent("pact-channels", PactChannelsComponent.class);
        component.getConfiguration().setBaseUri(sandbox.baseUri());
        component.getConfiguration().setApiToken(sandbox.apiToken());
    }

    private long created(Map<String, Object> body) {
        connect();
        context.start();
        return request("pact-channels:create?companyId=154", body, Map.of())
                .getMessage()
                .getBody(ChannelResult.class)
                .channelId();
    }

    private Exchange request(String uri, Object body, Map<String, Object> headers) {
        return context.createProducerTemplate().request(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
    }

    private MockEndpoint mock(String uri) {
        MockEndpoint mock = context.getEndpoint("mock:" + uri, MockEndpoint.class);
        mock.setResultWaitTime(TimeUnit.SECONDS.toMillis(30));
        return mock;
    }

    private SandboxChannel channel(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        return channel(exchange.getMessage().getHeader(PactChannelsConstants.CHANNEL_ID, Long.class));
    }

    private SandboxChannel channel(long channelId) {
        Optional<SandboxChannel> channel = sandbox.channel(channelId);
        assertThat(channel).isPresent();
        return channel.get();
    }

    private void write(String name, String text) {
        try {
            Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
