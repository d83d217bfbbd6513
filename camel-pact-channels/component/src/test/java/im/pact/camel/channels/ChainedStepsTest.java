/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static im.pact.camel.channels.ApiServer.document;
import static org.assertj.core.api.Assertions.assertThat;

import im.pact.camel.channels.model.PactChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.AggregationStrategies;
import org.apache.camel.builder.Builder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.ValueBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.PooledExchangeFactory;
import org.apache.camel.impl.engine.PooledProcessorExchangeFactory;
import org.apache.camel.model.ProcessorDefinition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A step reads the result of an earlier one where the route says nothing, and never instead of anything that the route says. */
class ChainedStepsTest {

    /** The ids that the service creates and lists. */
    private static final String RESPONSE =
            """
            {"status": "ok", "exists": true, "data": {"id": 17, "external_id": 3, "channels": [
                {"external_id": 1, "provider": "viber"}, {"external_id": 2, "provider": "telegram"}]}}
            """;

    private static final String CREATE = "pact-channels:create?companyId=154&provider=whatsapp";

    @RegisterExtension
    static final ApiServer SERVER = new ApiServer();

    @BeforeEach
    void respond() {
        SERVER.answers(RESPONSE);
    }

    /** A way of an exchange from one step to the next. */
    enum Carrier {
        STEP(route -> route),
        SPLIT(route -> route.split(constant(List.of("a")))),
        PARALLEL_SPLIT(route -> route.split(constant(List.of("a"))).parallelProcessing()),
        MULTICAST(route -> route.multicast().pipeline()),
        PARALLEL_MULTICAST(route -> route.multicast().parallelProcessing().pipeline()),
        THREADS(route -> route.threads()),
        FILTER(route -> route.filter(constant(true))),
        LOOP(route -> route.loop(1).copy()),
        AGGREGATE(route -> route.aggregate(constant(true), AggregationStrategies.useLatest())
                .completionSize(1)),
        ENRICH(route -> route.enrich("direct:enrichment")),
        ENRICHED(route -> route.removeHeaders("*").enrich("direct:create-here"));

        @SuppressWarnings("ImmutableEnumChecker") // Lambdas without a state.
        private final UnaryOperator<ProcessorDefinition<?>> travel;

        Carrier(UnaryOperator<ProcessorDefinition<?>> travel) {
            this.travel = travel;
        }

        private static ValueBuilder constant(Object value) {
            return Builder.constant(value);
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_id_of_an_earlier_step_is_used_if_the_route_names_none(Carrier carrier) throws Exception {
        assertThat(deleted(carrier, "", exchange -> {})).isEqualTo("3");
    }

    @ParameterizedTest
    @EnumSource
    void an_id_of_an_earlier_step_does_not_override_an_option(Carrier carrier) throws Exception {
        assertThat(deleted(carrier, "&channelId=2", exchange -> {})).isEqualTo("2");
    }

    @ParameterizedTest
    @EnumSource
    void an_id_of_an_earlier_step_does_not_override_a_map(Carrier carrier) throws Exception {
        assertThat(deleted(carrier, "", exchange -> exchange.getMessage().setBody(Map.of("channelId", 2))))
                .isEqualTo("2");
    }

    @ParameterizedTest
    @EnumSource
    void an_id_of_an_earlier_step_does_not_override_a_channel(Carrier carrier) throws Exception {
        assertThat(deleted(carrier, "", exchange -> exchange.getMessage().setBody(new PactChannel(2, "viber"))))
                .isEqualTo("2");
    }

    @ParameterizedTest
    @EnumSource
    void an_id_that_the_route_sets_after_an_earlier_step_overrides_an_option(Carrier carrier) throws Exception {
        assertThat(deleted(carrier, "&channelId=2", exchange -> exchange.getMessage()
                        .setHeader(PactChannelsConstants.CHANNEL_ID, 9)))
                .isEqualTo("9");
    }

    /** The JVM has one object for all small numbers that are equal. */
    @ParameterizedTest
    @EnumSource
    void an_equal_id_that_the_route_sets_is_the_route_s(Carrier carrier) throws Exception {
        assertThat(deleted(carrier, "&channelId=2", exchange -> exchange.getMessage()
                        .setHeader(PactChannelsConstants.CHANNEL_ID, 3L)))
                .isEqualTo("3");
    }

    /** The id in the last request, which deletes, after a step that creates channel 3. */
    private static String deleted(Carrier carrier, String options, Processor before) throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            SERVER.connect(context);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:enrichment").transform(constant("enriched"));
                    from("direct:create-here").to(CREATE);
                    ProcessorDefinition<?> created = from("direct:start").to(CREATE);
                    carrier.travel.apply(created).process(before).to("pact-channels:delete?companyId=154" + options);
                }
            });
            context.start();
            context.createProducerTemplate().request("direct:start", exchange -> {});
            return idOfTheDelete();
        }
    }

    private static String idOfTheDelete() {
        List<String> deletes = Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(
                        () -> SERVER.requests().stream()
                                .map(ApiServer.Request::call)
                                .filter(call -> call.startsWith("DELETE"))
                                .toList(),
                        calls -> !calls.isEmpty());
        assertThat(deletes).hasSize(1);
        return deletes.get(0).substring(deletes.get(0).lastIndexOf('/') + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wireTap", "seda", "recipientList", "toD", "routingSlip"})
    void an_id_of_an_earlier_step_travels_to_another_route(String carrier) throws Exception {
        for (String options : List.of("", "&channelId=2")) {
            try (CamelContext context = new DefaultCamelContext()) {
                SERVER.clear();
                SERVER.connect(context);
                context.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        var route = from("direct:start").to(CREATE);
                        switch (carrier) {
                            case "wireTap" -> route.wireTap("seda:other");
                            case "seda" -> route.to("seda:other");
                            case "recipientList" -> route.recipientList(constant("direct:other"));
                            case "toD" -> route.toD("direct:${body.status.replace('ok', 'other')}");
                            default -> route.routingSlip(constant("direct:other"));
                        }
                        from(carrier.equals("wireTap") || carrier.equals("seda") ? "seda:other" : "direct:other")
                                .to("pact-channels:delete?companyId=154" + options);
                    }
                });
                context.start();

                context.createProducerTemplate().request("direct:start", exchange -> {});

                assertThat(idOfTheDelete()).isEqualTo(options.isEmpty() ? "3" : "2");
            }
        }
    }

    /** Headers survive it, the knowledge who set them does not. */
    @Test
    void an_id_that_came_with_a_transport_is_the_route_s() throws Exception {
        Exchange created = SERVER.exchange("create?companyId=154&provider=whatsapp", exchange -> {});
        Map<String, Object> headers = new HashMap<>(created.getMessage().getHeaders());

        SERVER.send("delete?companyId=154&channelId=2", exchange -> exchange.getMessage()
                .setHeaders(headers));

        assertThat(idOfTheDelete()).isEqualTo("3");
    }

    @Test
    void a_channel_of_a_listing_is_meant_and_not_the_one_that_was_created_before() throws Exception {
        run(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .to(CREATE)
                        .to("pact-channels:list?companyId=154")
                        .split(body())
                        .filter(simple("${body.provider} == 'viber'"))
                        .to("pact-channels:delete?companyId=154");
            }
        });

        assertThat(SERVER.requests())
                .extracting(ApiServer.Request::call)
                .containsExactly(
                        "POST /p1/companies/154/channels",
                        "GET /p1/companies/154/channels",
                        "DELETE /p1/companies/154/channels/1");
    }

    private static void run(RouteBuilder routes) throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            SERVER.connect(context);
            context.addRoutes(routes);
            context.start();
            Exchange exchange = context.createProducerTemplate().request("direct:start", each -> {});
            assertThat(exchange.getException()).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "delete?companyId=155                       | DELETE /p1/companies/155/channels/1",
                "update?companyId=155&channelId=2&token=NEW | PUT /p1/companies/155/channels/2",
                "userExists?companyId=155&channelId=2&phone=79250000001"
                        + " | GET /p1/companies/155/channels/2/user_exists?phone=79250000001",
            })
    void a_consumer_s_channel_is_meant_if_the_route_names_no_other(String step, String request) throws Exception {
        for (boolean pooled : new boolean[] {false, true}) {
            SERVER.clear();
            try (CamelContext context = new DefaultCamelContext()) {
                SERVER.connect(context);
                pool(context, pooled);
                context.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("pact-channels:list?companyId=154&repeatCount=1&initialDelay=0")
                                .to("pact-channels:" + step);
                    }
                });
                context.start();

                Awaitility.await().until(() -> SERVER.requests().size() >= 3);

                assertThat(SERVER.requests().get(1).call()).isEqualTo(request);
                assertThat(SERVER.requests().get(2).call())
                        .isEqualTo(request.startsWith("DELETE") ? request.replaceAll("1$", "2") : request);
            }
        }
    }

    @Test
    void a_listing_within_the_route_of_a_consumer_counts_more_than_the_consumer_s_channel() throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            SERVER.connect(context);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("pact-channels:list?companyId=154&repeatCount=1&initialDelay=0&stopOnFailure=true")
                            .to("pact-channels:list?companyId=155")
                            .split(body())
                            .to("pact-channels:userExists?companyId=155&phone=79250000001")
                            .end()
                            .throwException(new IllegalStateException("one is enough"));
                }
            });
            context.start();

            Awaitility.await().until(() -> SERVER.requests().size() >= 4);

            assertThat(SERVER.requests())
                    .extracting(ApiServer.Request::path)
                    .startsWith(
                            "/p1/companies/154/channels",
                            "/p1/companies/155/channels",
                            "/p1/companies/155/channels/1/user_exists",
                            "/p1/companies/155/channels/2/user_exists");
        }
    }

    /** An exchange of a pool is used again, and must not remember anything. */
    @Test
    void an_id_that_the_route_sets_in_a_pooled_exchange_is_the_route_s() throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            SERVER.connect(context);
            pool(context, true);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    AtomicBoolean first = new AtomicBoolean(true);
                    from("timer:x?repeatCount=2&period=1&delay=1")
                            .filter(exchange -> first.getAndSet(false))
                            .to(CREATE)
                            .end()
                            .setHeader(PactChannelsConstants.CHANNEL_ID, constant(3L))
                            .to("pact-channels:delete?companyId=154&channelId=2");
                }
            });
            context.start();

            Awaitility.await().until(() -> SERVER.requests().size() == 3);

            assertThat(SERVER.requests().get(1).call()).isEqualTo("DELETE /p1/companies/154/channels/3");
            assertThat(SERVER.requests().get(2).call()).isEqualTo("DELETE /p1/companies/154/channels/3");
        }
    }

    private static void pool(CamelContext context, boolean pooled) {
        if (pooled) {
            context.getCamelContextExtension().setExchangeFactory(new PooledExchangeFactory());
            context.getCamelContextExtension().setProcessorExchangeFactory(new PooledProcessorExchangeFactory());
        }
    }

    @Test
    void a_channel_that_is_polled_for_is_meant_if_the_route_names_no_other() throws Exception {
        run(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .pollEnrich("pact-channels:list?companyId=154")
                        .setBody(constant(null))
                        .to("pact-channels:delete?companyId=154")
                        .to("pact-channels:delete?companyId=154&channelId=2");
            }
        });

        assertThat(SERVER.requests())
                .extracting(ApiServer.Request::call)
                .containsExactly(
                        "GET /p1/companies/154/channels",
                        "DELETE /p1/companies/154/channels/1",
                        "DELETE /p1/companies/154/channels/2");
    }

    @Test
    void a_provider_of_an_earlier_step_does_not_override_an_option() throws Exception {
        run(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .to("pact-channels:create?companyId=154&provider=telegram_personal&viaQrCode=true")
                        .to("pact-channels:create?companyId=154&provider=whatsapp")
                        .setBody(constant(Map.of("code", "1")))
                        .to("pact-channels:confirm?companyId=154&provider=telegram_personal");
            }
        });

        assertThat(SERVER.requests())
                .extracting(ApiServer.Request::form)
                .containsExactly(
                        "provider=telegram_personal&via_qr_code=true",
                        "provider=whatsapp",
                        "provider=telegram_personal&confirmation_type=code&code=1");
    }

    /** It was the route's before, and create only repeats it. */
    @Test
    void a_provider_that_the_route_has_set_before_create_stays_the_route_s() throws Exception {
        run(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .setHeader(PactChannelsConstants.PROVIDER, constant("telegram_personal"))
                        .to("pact-channels:create?companyId=154&viaQrCode=true")
                        .to("pact-channels:requestCode?companyId=154&provider=viber");
            }
        });

        assertThat(SERVER.requests())
                .extracting(ApiServer.Request::form)
                .containsExactly("provider=telegram_personal&via_qr_code=true", "provider=telegram_personal");
    }

    @Test
    void a_job_that_was_started_before_is_followed_unless_the_route_names_another() throws Exception {
        run(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .to("pact-channels:sendFirst?companyId=154&channelId=399&phone=79250000001&message=M")
                        .to("pact-channels:job?companyId=154&channelId=399")
                        .setBody(constant(Map.of("job_id", 18)))
                        .to("pact-channels:job?companyId=154&channelId=399")
                        .setHeader(PactChannelsConstants.JOB_ID, constant(17L))
                        .to("pact-channels:job?companyId=154&channelId=399");
            }
        });

        assertThat(SERVER.requests())
                .extracting(ApiServer.Request::path)
                .containsExactly(
                        "/p1/companies/154/channels/399/conversations",
                        "/p1/companies/154/channels/399/jobs/17",
                        "/p1/companies/154/channels/399/jobs/18",
                        "/p1/companies/154/channels/399/jobs/17");
    }

    @ParameterizedTest
    @EnumSource(OutputType.class)
    void the_result_of_the_step_before_is_no_input(OutputType output) throws Exception {
        SERVER.answers(document("created"));

        Exchange exchange = route(
                output,
                it -> it.getMessage().setBody(Map.of("provider", "telegram_personal", "phone", "79250000001")),
                "create",
                "requestCode",
                "update?token=T");

        assertThat(exchange.getException()).isNull();
        assertThat(SERVER.requests())
                .extracting(request -> request.call() + " " + request.form())
                .containsExactly(
                        "POST /p1/companies/154/channels provider=telegram_personal&phone=79250000001",
                        "POST /p1/companies/154/channels/1/request_code provider=telegram_personal",
                        "PUT /p1/companies/154/channels/1 token=T");
    }

    @ParameterizedTest
    @CsvSource({
        "created, create?provider=whatsapp, model",
        "created, create?provider=whatsapp, map",
        "created, create?provider=whatsapp, json",
        "user-exists, userExists?phone=79250000001&channelId=399, model",
        "user-exists, userExists?phone=79250000001&channelId=399, json",
        "channels, list?listMode=page, model",
        "channels, list?listMode=page, map",
        "channels, list?listMode=page, json",
    })
    void the_result_of_the_step_before_is_not_sent_to_anybody_as_a_message(
            String answer, String first, OutputType output) throws Exception {
        SERVER.answers(document(answer));

        Exchange exchange = route(output, it -> {}, first, "sendFirst?channelId=399&phone=79250000001");

        assertThat(exchange.getException()).hasMessage("sendFirst: message or templateId is missing");
        assertThat(SERVER.requests()).hasSize(1);
    }

    @Test
    void a_body_that_is_set_after_the_step_before_is_input() throws Exception {
        SERVER.answers(document("job-trying"));

        route(
                OutputType.json,
                it -> it.getMessage().setBody("first"),
                "sendFirst?channelId=399&phone=79250000001",
                "set the body",
                "sendFirst?channelId=399&phone=79250000001");

        assertThat(SERVER.requests())
                .extracting(ApiServer.Request::form)
                .containsExactly("phone=79250000001&message=first", "phone=79250000001&message=second");
    }

    @ParameterizedTest
    @ValueSource(strings = {"model", "map"})
    void a_channel_of_a_listing_says_which_channel_is_meant(String output) throws Exception {
        SERVER.answers(document("channels").replaceAll("\"next_page\".*", "\"x\": 1"));
        SERVER.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:delete-" + output)
                        .to("pact-channels:list?companyId=154&outputType=" + output)
                        .split(body())
                        .to("pact-channels:delete?companyId=154");
            }
        });

        SERVER.context().createProducerTemplate().requestBody("direct:delete-" + output, (Object) null);

        assertThat(SERVER.requests())
                .extracting(ApiServer.Request::call)
                .containsExactly("GET /p1/companies/154/channels", "DELETE /p1/companies/154/channels/399");
    }

    /** Runs the operations one after the other, for company 154. */
    private static Exchange route(OutputType output, Processor input, String... operations) throws Exception {
        String from = "direct:" + String.join("-", operations).replaceAll("[^a-zA-Z]", "-") + output;
        SERVER.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                var route = from(from);
                for (String operation : operations) {
                    if (operation.equals("set the body")) {
                        route.setBody(constant("second"));
                    } else {
                        String options = "companyId=154&outputType=" + output;
                        route.to("pact-channels:" + operation + (operation.contains("?") ? "&" : "?") + options);
                    }
                }
            }
        });
        return SERVER.context().createProducerTemplate().request(from, input);
    }
}
