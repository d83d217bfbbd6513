/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static im.pact.camel.channels.ConsumerFixture.COMPANY;
import static im.pact.camel.channels.ConsumerFixture.ROUTE;
import static im.pact.camel.channels.ConsumerFixture.uri;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.pact.camel.channels.changes.DirectoryStateRepository;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import im.pact.camel.channels.sandbox.Paging;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The consumer with emit=change. */
@Timeout(60)
class ConsumerChangesTest {

    @RegisterExtension
    static final ConsumerFixture FIXTURE = new ConsumerFixture();

    @TempDir
    Path directory;

    private final Set<Long> failing = ConcurrentHashMap.newKeySet();
    private PactChannelsSandbox sandbox;

    @BeforeEach
    void bindState() {
        sandbox = FIXTURE.sandbox();
        bindState(FIXTURE.context());
    }

    @Test
    void added_and_removed_channels_are_emitted() throws Exception {
        long viber = sandbox.addChannel("viber");
        start("");
        assertThat(poll()).containsExactly("added " + viber + " viber");
        assertThat(poll()).isEmpty();

        long whatsapp = sandbox.addChannel("whatsapp");
        assertThat(poll()).containsExactly("added " + whatsapp + " whatsapp");

        sandbox.removeChannel(viber);
        assertThat(poll()).containsExactly("removed " + viber + " viber");
        assertThat(poll()).isEmpty();
    }

    @Test
    void channel_is_changed_if_any_field_differs() throws Exception {
        start("");
        answer(
                "{\"external_id\":1,\"provider\":\"viber\",\"state\":{\"on\":true}},{\"external_id\":2,\"provider\":\"vk\"}");
        poll();

        answer(
                "{\"external_id\":1,\"provider\":\"viber\",\"state\":{\"on\":false}},{\"external_id\":2,\"provider\":\"vk\"}");
        assertThat(poll()).containsExactly("changed 1 viber");

        answer(
                "{\"provider\":\"viber\",\"state\":{\"on\":false},\"external_id\":1},{\"external_id\":2,\"provider\":\"vk\"}");
        assertThat(poll()).as("the order of fields does not matter").isEmpty();
    }

    @Test
    void channels_of_the_first_poll_are_not_emitted_with_emit_existing_false() throws Exception {
        sandbox.addChannels(COMPANY, 25);
        start("emitExisting=false&pageSize=10");

        assertThat(poll()).isEmpty();
        long added = sandbox.addChannel("viber");
        assertThat(poll()).containsExactly("added " + added + " viber");
    }

    @Test
    void poll_after_an_aborted_first_poll_counts_as_the_first() throws Exception {
        sandbox.addChannels(COMPANY, 25);
        start("emitExisting=false&pageSize=10");
        sandbox.nextRequests(1).matching("GET").delay(Duration.ZERO);
        sandbox.failNext(503, "{}");

        assertThat(poll()).isEmpty();
        assertThat(poll()).as("the channels after the failure are not new").isEmpty();
        assertThat(poll()).isEmpty();
    }

    @Test
    void channel_that_is_gone_before_the_first_complete_poll_is_not_emitted() throws Exception {
        sandbox.addChannels(COMPANY, 25);
        start("emitExisting=false&pageSize=10");
        sandbox.nextRequests(1).matching("GET").delay(Duration.ZERO);
        sandbox.failNext(503, "{}");
        assertThat(poll()).isEmpty();

        sandbox.removeChannel(3);

        assertThat(poll()).isEmpty();
        assertThat(poll()).as("its addition was not emitted").isEmpty();
    }

    @Test
    void empty_first_poll_is_stored() throws Exception {
        start("emitExisting=false&stateRepository=#state");
        assertThat(poll()).isEmpty();
        FIXTURE.context().stop();
        long added = sandbox.addChannel("viber");

        restart();
        start("emitExisting=false&stateRepository=#state");

        assertThat(poll()).containsExactly("added " + added + " viber");
    }

    @Test
    void delivered_page_is_stored_before_the_next_one_is_requested() throws Exception {
        sandbox.addChannels(COMPANY, 25);
        start("pageSize=10&stateRepository=#state");
        sandbox.nextRequests(1).matching("GET").delay(Duration.ZERO);
        sandbox.failNext(503, "{}");
        assertThat(poll()).hasSize(10);

        try (CamelContext crashed = FIXTURE.context()) {
            restart();
            start("pageSize=10&stateRepository=#state");

            assertThat(poll()).hasSize(15);
        }
    }

    @Test
    void restart_emits_only_the_changes_since_the_last_poll() throws Exception {
        sandbox.addChannels(COMPANY, 25);
        start("pageSize=10&stateRepository=#state");
        assertThat(poll()).hasSize(25);
        FIXTURE.context().stop();
        long added = sandbox.addChannel("viber");
        sandbox.removeChannel(3);
        String three = texts(0).stream()
                .filter(text -> text.startsWith("added 3 "))
                .findFirst()
                .orElseThrow();

        restart();
        start("pageSize=10&stateRepository=#state");

        assertThat(poll()).containsExactly("added " + added + " viber", three.replace("added", "removed"));
        assertThat(poll()).isEmpty();
    }

    /** As with master: when leadership moves to another machine and back. */
    @Test
    void restarted_route_knows_what_another_machine_has_emitted() throws Exception {
        sandbox.addChannels(COMPANY, 25);
        start("pageSize=10&stateRepository=#state");
        assertThat(poll()).hasSize(25);
        CamelContext first = FIXTURE.context();
        first.getRouteController().stopRoute(ROUTE);
        long added = sandbox.addChannel("viber");
        sandbox.removeChannel(3);

        try (CamelContext other = restart()) {
            start("pageSize=10&stateRepository=#state");
            assertThat(poll()).hasSize(2);
        }
        FIXTURE.use(first);
        first.getRouteController().startRoute(ROUTE);

        assertThat(poll()).isEmpty();
        sandbox.removeChannel(added);
        assertThat(poll()).containsExactly("removed " + added + " viber");
    }

    @Test
    void channel_in_flight_at_a_crash_is_emitted_again_or_as_removed() throws Exception {
        sandbox.addChannels(COMPANY, 3);
        AtomicBoolean killed = new AtomicBoolean();
        StateRepository<String, String> left = new MemoryStateRepository() {
            @Override
            public void setState(String key, String value) {
                if (!killed.get()) {
                    super.setState(key, value);
                }
            }
        };
        FIXTURE.context().getRegistry().bind("left", left);
        FIXTURE.start("emit=change&stateRepository=#left", exchange -> {
            killed.set(true);
            receive(exchange);
        });
        assertThat(poll()).hasSize(3);
        FIXTURE.context().stop();
        killed.set(false);
        sandbox.removeChannel(2);

        restart();
        FIXTURE.context().getRegistry().bind("left", left);
        start("stateRepository=#left");

        assertThat(poll())
                .satisfiesExactly(
                        text -> assertThat(text).startsWith("added 1 "),
                        text -> assertThat(text).startsWith("added 3 "),
                        text -> assertThat(text).startsWith("removed 2 "));
        assertThat(poll()).isEmpty();
    }

    @Test
    void failed_change_is_emitted_again() throws Exception {
        sandbox.addChannels(COMPANY, 5);
        failing.add(2L);
        start("");
        assertThat(poll()).hasSize(5);
        assertThat(poll()).singleElement().asString().startsWith("added 2 ");
        failing.clear();
        assertThat(poll()).singleElement().asString().startsWith("added 2 ");
        assertThat(poll()).isEmpty();

        failing.add(4L);
        sandbox.removeChannel(4);
        assertThat(poll()).singleElement().asString().startsWith("removed 4 ");
        failing.clear();
        assertThat(poll()).singleElement().asString().startsWith("removed 4 ");
        assertThat(poll()).isEmpty();
    }

    @Test
    void aborted_poll_reports_no_removals() throws Exception {
        sandbox.addChannels(COMPANY, 25);
        start("pageSize=10");
        poll();

        sandbox.nextRequests(1).delay(Duration.ZERO);
        sandbox.failNext(503, "{}");
        assertThat(poll()).isEmpty();
    }

    @Test
    void poll_that_reached_max_pages_reports_no_removals() throws Exception {
        sandbox.addChannels(COMPANY, 25);
        start("pageSize=10&maxPages=2");

        assertThat(poll()).hasSize(20);
        sandbox.removeChannel(1);
        assertThat(poll())
                .singleElement()
                .asString()
                .as("it moved up to the second page")
                .startsWith("added 21 ");
        assertThat(poll()).isEmpty();
    }

    @Test
    void poll_with_a_repeated_page_token_reports_no_removals() throws Exception {
        sandbox.addChannels(COMPANY, 25);
        start("pageSize=10");
        poll();

        sandbox.rules().paging(Paging.SAME_TOKEN_FOREVER);
        sandbox.removeChannel(1);
        assertThat(poll()).isEmpty();
    }

    @Test
    void response_without_a_list_of_channels_reports_no_removals() throws Exception {
        sandbox.addChannels(COMPANY, 5);
        start("");
        poll();

        sandbox.nextRequests(1).respondWith(okJson("{\"status\":\"ok\"}"));
        assertThat(poll()).isEmpty();
    }

    @Test
    void every_removal_is_reported_once() throws Exception {
        sandbox.addChannels(COMPANY, 250);
        start("");
        poll();

        LongStream.rangeClosed(1, 250).forEach(sandbox::removeChannel);
        assertThat(poll()).hasSize(250).doesNotHaveDuplicates().allMatch(text -> text.startsWith("removed"));
    }

    /** In a batch of a hundred, between two, and after the last. */
    @ParameterizedTest
    @ValueSource(ints = {1, 100, 250})
    void removals_after_a_suspension_are_reported_by_the_next_poll(int suspendedAt) throws Exception {
        sandbox.addChannels(COMPANY, 250);
        FIXTURE.start("emit=change&removalPolls=1", exchange -> {
            receive(exchange);
            if (FIXTURE.received().size() == 250 + suspendedAt) {
                FIXTURE.consumer().suspend();
            }
        });
        poll();
        LongStream.rangeClosed(1, 250).forEach(sandbox::removeChannel);

        assertThat(poll()).hasSize(suspendedAt);
        assertThat(FIXTURE.consumer().getLastPollOutcome()).isEqualTo("stopped");

        FIXTURE.consumer().resume();
        assertThat(poll()).hasSize(250 - suspendedAt);
        assertThat(texts(0)).doesNotHaveDuplicates();
        assertThat(poll()).isEmpty();
    }

    @Test
    void change_in_an_asynchronous_route_is_delivered_when_it_has_completed() throws Exception {
        sandbox.addChannels(COMPANY, 10);
        failing.add(7L);
        FIXTURE.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri("emit=change")).routeId(ROUTE).to("seda:later?waitForTaskToComplete=Never");
                from("seda:later?concurrentConsumers=3").process(exchange -> receive(exchange));
            }
        });

        assertThat(poll()).hasSize(10);
        assertThat(poll()).singleElement().asString().startsWith("added 7 ");
    }

    @Test
    void body_has_the_output_type() throws Exception {
        long viber = sandbox.addChannel("viber");
        start("outputType=map");
        poll();

        assertThat(FIXTURE.received())
                .extracting(Message::getBody)
                .containsExactly(Map.of("external_id", viber, "provider", "viber"));
    }

    /** Neither is every channel reported as added then, nor is a removal lost. */
    @ParameterizedTest
    @ValueSource(
            strings = {"", "{\"complete\":tr", "[]", "{}", "null", "{\"complete\":true,\"channels\":[7],\"pending\":[]}"
            })
    void route_does_not_start_with_a_damaged_state_and_goes_on_with_the_restored_one(String damaged) throws Exception {
        sandbox.addChannels(COMPANY, 3);
        start("stateRepository=#state");
        poll();
        FIXTURE.context().stop();
        Path file = Files.list(directory).toList().get(0);
        String good = Files.readString(file);
        Files.writeString(file, damaged);
        sandbox.removeChannel(2);

        restart();
        assertThatThrownBy(() -> start("stateRepository=#state"))
                .rootCause()
                .hasMessageStartingWith("not ")
                .satisfies(cause -> assertThat(Files.readString(file)).isEqualTo(damaged));
        FIXTURE.context().stop();
        Files.writeString(file, good);

        restart();
        start("stateRepository=#state");
        assertThat(poll()).singleElement().asString().startsWith("removed 2 ");
    }

    // Removals need several polls

    @Test
    void removal_is_reported_by_the_second_complete_poll_by_default() throws Exception {
        sandbox.addChannels(COMPANY, 3);
        FIXTURE.start("emit=change", this::receive);
        poll();
        sandbox.removeChannel(2);

        assertThat(poll()).isEmpty();
        assertThat(poll()).singleElement().asString().startsWith("removed 2 ");
        assertThat(poll()).isEmpty();
    }

    @Test
    void empty_response_does_not_report_all_channels_as_removed() throws Exception {
        sandbox.addChannels(COMPANY, 3);
        FIXTURE.start("emit=change", this::receive);
        poll();

        answer("");
        assertThat(poll()).isEmpty();
        assertThat(poll()).as("and not as added again").isEmpty();
        answer("");
        assertThat(poll()).as("polls in a row count").isEmpty();
    }

    @Test
    void removal_polls_are_counted_over_a_restart() throws Exception {
        sandbox.addChannels(COMPANY, 3);
        start("removalPolls=3&stateRepository=#state");
        poll();
        sandbox.removeChannel(2);
        assertThat(poll()).isEmpty();
        assertThat(poll()).isEmpty();
        FIXTURE.context().stop();

        restart();
        start("removalPolls=3&stateRepository=#state");

        assertThat(poll()).singleElement().asString().startsWith("removed 2 ");
    }

    @Test
    void incomplete_poll_does_not_count_for_a_removal() throws Exception {
        sandbox.addChannels(COMPANY, 25);
        start("removalPolls=2&pageSize=10");
        poll();
        sandbox.removeChannel(25);
        assertThat(poll()).isEmpty();

        sandbox.nextRequests(1).delay(Duration.ZERO);
        sandbox.failNext(503, "{}");
        assertThat(poll()).isEmpty();
        assertThat(poll()).singleElement().asString().startsWith("removed 25 ");
    }

    @Test
    void removal_polls_must_be_positive() {
        assertThatThrownBy(() -> start("removalPolls=0"))
                .hasMessageContaining("removalPolls must be a positive number");
    }

    // Fields that do not count

    @Test
    void ignored_field_is_not_compared() throws Exception {
        start("ignoreFields=updated_at, seen");
        answer("{\"external_id\":1,\"provider\":\"viber\",\"updated_at\":1,\"seen\":1,\"state\":\"on\"}");
        assertThat(poll()).containsExactly("added 1 viber");

        answer("{\"external_id\":1,\"provider\":\"viber\",\"updated_at\":2,\"state\":\"on\"}");
        assertThat(poll()).isEmpty();

        answer("{\"external_id\":1,\"provider\":\"viber\",\"updated_at\":3,\"state\":\"off\"}");
        assertThat(poll()).containsExactly("changed 1 viber");
    }

    // The key of the state

    @Test
    void generated_route_id_is_rejected_as_the_key_of_a_stored_state() throws Exception {
        FIXTURE.context().addRoutes(routeWithoutId("emit=change&stateRepository=#state"));

        assertThatThrownBy(FIXTURE.context()::start)
                .hasMessageMatching(
                        "list: stateKey is missing\\. The id route\\d+ of the route is generated, so it can be another one"
                                + " after a restart\\. Set stateKey, or the id of the route");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "emit=change",
                "emit=change&stateRepository=#memory",
                "emit=change&stateRepository=#state&stateKey=a"
            })
    void generated_route_id_is_accepted_if_it_is_not_the_key_of_a_stored_state(String options) throws Exception {
        FIXTURE.context().getRegistry().bind("memory", new MemoryStateRepository());

        FIXTURE.start(routeWithoutId(options));

        assertThat(FIXTURE.context().getRoutes()).hasSize(1);
    }

    private static RouteBuilder routeWithoutId(String options) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri(options)).to("mock:out");
            }
        };
    }

    @Test
    void two_consumers_with_the_same_state_key_are_rejected() throws Exception {
        start("stateRepository=#state&stateKey=same");
        RouteBuilder second = new RouteBuilder() {
            @Override
            public void configure() {
                from(uri("emit=change&stateRepository=#state&stateKey=same&delay=1"))
                        .routeId("second")
                        .to("mock:out");
            }
        };

        assertThatThrownBy(() -> FIXTURE.context().addRoutes(second))
                .hasMessage(
                        "Another consumer stores its state under 'same.154' in the same state repository. Set another"
                                + " stateKey");

        FIXTURE.context().getRouteController().stopRoute(ROUTE);
        FIXTURE.context().getRouteController().startRoute("second");
        assertThat(FIXTURE.context()
                        .getRouteController()
                        .getRouteStatus("second")
                        .isStarted())
                .as("after the first has stopped")
                .isTrue();
    }

    @Test
    void the_same_state_key_is_accepted_for_another_company_or_repository() throws Exception {
        start("stateRepository=#state&stateKey=same");
        FIXTURE.context().getRegistry().bind("other", new MemoryStateRepository());

        FIXTURE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri("emit=change&stateRepository=#other&stateKey=same")).to("mock:out");
                from("pact-channels:list?companyId=155&emit=change&stateRepository=#state&stateKey=same&initialDelay=3600000")
                        .to("mock:out");
            }
        });

        assertThat(FIXTURE.context().getRoutes()).hasSize(3);
    }

    @Test
    void poll_fails_if_the_repository_cuts_the_state() throws Exception {
        sandbox.addChannels(COMPANY, 20);
        FIXTURE.context().getRegistry().bind("short", new MemoryStateRepository() {
            @Override
            public void setState(String key, String value) {
                super.setState(key, value.substring(0, 255));
            }
        });
        start("stateRepository=#short&bridgeErrorHandler=true");

        FIXTURE.poll();

        assertThat(FIXTURE.consumer().getLastPollOutcome()).isEqualTo("failed");
        assertThat(FIXTURE.consumer().getErrorCounter()).isOne();
    }

    /** As behind master. */
    @Test
    void consumer_without_a_route_needs_a_state_key() throws Exception {
        var consumer = FIXTURE.context()
                .getEndpoint("pact-channels:list?companyId=154&emit=change&stateRepository=#state")
                .createConsumer(exchange -> {});

        assertThatThrownBy(consumer::start)
                .hasMessage("list: stateKey is missing. A consumer that does not know its route needs one, as behind"
                        + " master:");
    }

    @Test
    void polling_consumer_rejects_emit_change() {
        assertThatThrownBy(() -> FIXTURE.context()
                        .getEndpoint("pact-channels:list?companyId=154&emit=change")
                        .createPollingConsumer()
                        .start())
                .hasMessage("list: emit=change is not supported by poll and pollEnrich, only by from");
    }

    @Test
    void routes_have_a_state_of_their_own() throws Exception {
        sandbox.addChannels(COMPANY, 3);
        start("stateRepository=#state");
        poll();
        FIXTURE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri("emit=change&stateRepository=#state&delay=1"))
                        .routeId("others")
                        .process(exchange -> receive(exchange));
            }
        });
        FIXTURE.received().clear();

        ((Runnable) FIXTURE.context().getRoute("others").getConsumer()).run();

        assertThat(FIXTURE.received()).hasSize(3);
    }

    private CamelContext restart() {
        return bindState(FIXTURE.newContext());
    }

    private CamelContext bindState(CamelContext context) {
        context.getRegistry().bind("state", new DirectoryStateRepository(directory.toString()));
        return context;
    }

    private void start(String options) throws Exception {
        String removalPolls = options.contains("removalPolls") ? "" : "&removalPolls=1";
        FIXTURE.start("emit=change" + removalPolls + (options.isEmpty() ? "" : "&" + options), this::receive);
    }

    private void receive(Exchange exchange) {
        FIXTURE.receive(exchange);
        long channelId = exchange.getMessage().getHeader(PactChannelsConstants.CHANNEL_ID, Long.class);
        if (exchange.getMessage().getBody() instanceof PactChannel channel) {
            assertThat(channel.channelId()).isEqualTo(channelId);
        }
        if (failing.contains(channelId)) {
            throw new IllegalStateException("this one fails");
        }
    }

    /** The changes that one poll emits, as {@code "added 7 viber"}. */
    private List<String> poll() {
        int before = FIXTURE.received().size();
        FIXTURE.poll();
        return texts(before);
    }

    private static List<String> texts(int from) {
        List<Message> received = FIXTURE.received();
        return received.subList(from, received.size()).stream()
                .map(message -> message.getHeader(PactChannelsConstants.CHANGE)
                        + " " + message.getHeader(PactChannelsConstants.CHANNEL_ID)
                        + " " + message.getHeader(PactChannelsConstants.PROVIDER))
                .toList();
    }

    private void answer(String channels) {
        sandbox.nextRequests(1).respondWith(okJson("{\"status\":\"ok\",\"data\":{\"channels\":[" + channels + "]}}"));
    }
}
