/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.pact.camel.channels.changes.DirectoryStateRepository;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import im.pact.camel.channels.sandbox.PactChannelsSandboxExtension;
import im.pact.camel.channels.sandbox.Paging;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.processor.state.FileStateRepository;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The consumer with emit=change. The test says when it polls. */
@Timeout(60)
class ConsumerChangesTest {

    private static final long COMPANY = PactChannelsSandbox.COMPANY_ID;

    @RegisterExtension
    static final PactChannelsSandboxExtension EXTENSION = new PactChannelsSandboxExtension();

    @TempDir
    Path folder;

    private final PactChannelsSandbox sandbox = EXTENSION.sandbox();
    private final List<String> received = Collections.synchronizedList(new ArrayList<>());
    private final Set<Long> failing = ConcurrentHashMap.newKeySet();
    private CamelContext context;

    @BeforeEach
    void create() {
        context = newContext();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void tells_what_was_added_and_removed_since_the_last_walk() throws Exception {
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
    void tells_what_looks_different_whatever_it_is() throws Exception {
        start("");
        answer(
                "{\"external_id\":1,\"provider\":\"viber\",\"state\":{\"on\":true}},{\"external_id\":2,\"provider\":\"vk\"}");
        poll();

        answer(
                "{\"external_id\":1,\"provider\":\"viber\",\"state\":{\"on\":false}},{\"external_id\":2,\"provider\":\"vk\"}");
        assertThat(poll()).containsExactly("changed 1 viber");

        answer(
                "{\"provider\":\"viber\",\"state\":{\"on\":false},\"external_id\":1},{\"external_id\":2,\"provider\":\"vk\"}");
        assertThat(poll()).as("another order is no change").isEmpty();
    }

    @Test
    void what_is_there_at_the_first_walk_is_only_remembered_if_told_so() throws Exception {
        sandbox.addChannels(COMPANY, 25);
        start("emitExisting=false&pageSize=10");

        assertThat(poll()).isEmpty();
        long added = sandbox.addChannel("viber");
        assertThat(poll()).containsExactly("added " + added + " viber");
    }

    @Test
    void a_first_walk_that_broke_off_is_still_the_first_walk() throws Exception {
        sandbox.addChannels(COMPANY, 25);
        start("emitExisting=false&pageSize=10");
        sandbox.nextRequests(1).matching("GET").delay(Duration.ZERO);
        sandbox.failNext(503, "{}");

        assertThat(poll()).isEmpty();
        assertThat(poll()).as("those behind the failure are not new").isEmpty();
        assertThat(poll()).isEmpty();
    }

    @Test
    void what_is_gone_when_the_first_walk_is_made_again_is_forgotten() throws Exception {
        sandbox.addChannels(COMPANY, 25);
        start("emitExisting=false&pageSize=10");
        sandbox.nextRequests(1).matching("GET").delay(Duration.ZERO);
        sandbox.failNext(503, "{}");
        assertThat(poll()).isEmpty();

        sandbox.removeChannel(3);

        assertThat(poll()).isEmpty();
        assertThat(poll()).as("nobody was told of it").isEmpty();
    }

    @Test
    void a_first_walk_that_found_nothing_is_remembered_too() throws Exception {
        start("emitExisting=false&stateRepository=#state");
        assertThat(poll()).isEmpty();
        context.stop();
        long added = sandbox.addChannel("viber");

        context = newContext();
        start("emitExisting=false&stateRepository=#state");

        assertThat(poll()).containsExactly("added " + added + " viber");
    }

    /** Nothing is written at a crash, so it has to be before. */
    @Test
    void a_page_is_remembered_before_the_next_one_is_asked_for() throws Exception {
        sandbox.addChannels(COMPANY, 25);
        start("pageSize=10&stateRepository=#state");
        sandbox.nextRequests(1).matching("GET").delay(Duration.ZERO);
        sandbox.failNext(503, "{}");
        assertThat(poll()).hasSize(10);

        try (CamelContext crashed = context) {
            context = newContext();
            start("pageSize=10&stateRepository=#state");

            assertThat(poll()).hasSize(15);
        }
    }

    @Test
    void a_restart_brings_only_what_happened_meanwhile() throws Exception {
        sandbox.addChannels(COMPANY, 25);
        start("pageSize=10&stateRepository=#state");
        assertThat(poll()).hasSize(25);
        context.stop();
        long added = sandbox.addChannel("viber");
        sandbox.removeChannel(3);
        String three = received.stream()
                .filter(text -> text.startsWith("added 3 "))
                .findFirst()
                .orElseThrow();

        context = newContext();
        start("pageSize=10&stateRepository=#state");

        assertThat(poll()).containsExactly("added " + added + " viber", three.replace("added", "removed"));
        assertThat(poll()).isEmpty();
    }

    /** As behind master: leadership goes to another machine and comes back, and the process goes on all the time. */
    @Test
    void who_leads_again_knows_what_the_other_has_told() throws Exception {
        sandbox.addChannels(COMPANY, 25);
        start("pageSize=10&stateRepository=#shared");
        assertThat(poll()).hasSize(25);
        context.getRouteController().stopRoute("changes");
        long added = sandbox.addChannel("viber");
        sandbox.removeChannel(3);

        CamelContext first = context;
        try (CamelContext other = newContext()) {
            context = other;
            start("pageSize=10&stateRepository=#shared");
            assertThat(poll()).hasSize(2);
        }
        context = first;
        context.getRouteController().startRoute("changes");

        assertThat(poll()).isEmpty();
        sandbox.removeChannel(added);
        assertThat(poll()).containsExactly("removed " + added + " viber");
    }

    /** The state alone is left to know what the route was given. */
    @Test
    void what_was_under_way_when_the_process_was_killed_is_told_again_or_told_as_removed() throws Exception {
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
        context.getRegistry().bind("left", left);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("pact-channels:list?companyId=154&emit=change&initialDelay=3600000&stateRepository=#left")
                        .routeId("changes")
                        .process(exchange -> killed.set(true))
                        .process(exchange -> remember(exchange));
            }
        });
        context.start();
        assertThat(poll()).hasSize(3);
        context.stop();
        killed.set(false);
        sandbox.removeChannel(2);

        context = newContext();
        context.getRegistry().bind("left", left);
        start("stateRepository=#left");

        assertThat(poll())
                .satisfiesExactly(
                        text -> assertThat(text).startsWith("added 1 "),
                        text -> assertThat(text).startsWith("added 3 "),
                        text -> assertThat(text).startsWith("removed 2 "));
        assertThat(poll()).isEmpty();
    }

    @Test
    void a_change_whose_exchange_failed_comes_again() throws Exception {
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
    void a_walk_that_broke_off_reports_no_removals() throws Exception {
        sandbox.addChannels(COMPANY, 25);
        start("pageSize=10");
        poll();

        sandbox.nextRequests(1).delay(Duration.ZERO);
        sandbox.failNext(503, "{}");
        assertThat(poll()).isEmpty();
    }

    @Test
    void a_walk_that_hit_max_pages_reports_no_removals() throws Exception {
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
    void a_repeated_page_token_reports_no_removals() throws Exception {
        sandbox.addChannels(COMPANY, 25);
        start("pageSize=10");
        poll();

        sandbox.rules().paging(Paging.SAME_TOKEN_FOREVER);
        sandbox.removeChannel(1);
        assertThat(poll()).isEmpty();
    }

    @Test
    void an_answer_without_a_list_of_channels_reports_no_removals() throws Exception {
        sandbox.addChannels(COMPANY, 5);
        start("");
        poll();

        sandbox.nextRequests(1).respondWith(okJson("{\"status\":\"ok\"}"));
        assertThat(poll()).isEmpty();
    }

    @Test
    void many_removals_are_reported_each_once() throws Exception {
        sandbox.addChannels(COMPANY, 250);
        start("");
        poll();

        for (long channel = 1; channel <= 250; channel++) {
            sandbox.removeChannel(channel);
        }
        assertThat(poll()).hasSize(250).doesNotHaveDuplicates().allMatch(text -> text.startsWith("removed"));
    }

    /** Within a batch of a hundred, between two, and behind the last. */
    @ParameterizedTest
    @ValueSource(ints = {1, 100, 250})
    void a_walk_that_is_suspended_among_its_removals_reports_the_others_next_time(int suspendedAt) throws Exception {
        sandbox.addChannels(COMPANY, 250);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("pact-channels:list?companyId=154&emit=change&initialDelay=3600000")
                        .routeId("changes")
                        .process(exchange -> remember(exchange))
                        .filter(exchange -> received.size() == 250 + suspendedAt)
                        .process(exchange -> consumer().suspend());
            }
        });
        context.start();
        poll();
        for (long channel = 1; channel <= 250; channel++) {
            sandbox.removeChannel(channel);
        }

        assertThat(poll()).hasSize(suspendedAt);
        assertThat(consumer().getLastPollOutcome()).isEqualTo("stopped");

        consumer().resume();
        assertThat(poll()).hasSize(250 - suspendedAt);
        assertThat(received).doesNotHaveDuplicates();
        assertThat(poll()).isEmpty();
    }

    @Test
    void an_asynchronous_route_has_taken_a_change_when_it_is_through_with_it() throws Exception {
        sandbox.addChannels(COMPANY, 10);
        failing.add(7L);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("pact-channels:list?companyId=154&emit=change&initialDelay=3600000")
                        .routeId("changes")
                        .to("seda:later?waitForTaskToComplete=Never");
                from("seda:later?concurrentConsumers=3").process(exchange -> remember(exchange));
            }
        });
        context.start();

        assertThat(poll()).hasSize(10);
        assertThat(poll()).singleElement().asString().startsWith("added 7 ");
    }

    @Test
    void the_body_has_the_form_that_is_asked_for() throws Exception {
        long viber = sandbox.addChannel("viber");
        List<Object> bodies = new ArrayList<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("pact-channels:list?companyId=154&emit=change&outputType=map&initialDelay=3600000")
                        .routeId("changes")
                        .process(exchange -> bodies.add(exchange.getMessage().getBody()));
            }
        });
        context.start();
        poll();

        assertThat(bodies).containsExactly(Map.of("external_id", viber, "provider", "viber"));
    }

    @Test
    void a_damaged_state_is_reported_and_kept_aside() throws Exception {
        sandbox.addChannels(COMPANY, 3);
        start("stateRepository=#state");
        poll();
        context.stop();
        Path file = folder.resolve("state.txt");
        Files.writeString(file, Files.readString(file).replace("\"external_id\":2", "\"external_id\":7"));

        context = newContext();
        List<Throwable> reported = new ArrayList<>();
        context.getRegistry().bind("reports", new ExceptionHandler() {
            @Override
            public void handleException(Throwable exception) {
                reported.add(exception);
            }

            @Override
            public void handleException(String message, Throwable exception) {
                reported.add(exception);
            }

            @Override
            public void handleException(String message, Exchange exchange, Throwable exception) {
                reported.add(exception);
            }
        });
        start("stateRepository=#state&exceptionHandler=#reports");

        assertThat(reported).singleElement().asString().contains("changes.154", "is damaged", "changes.154.damaged");
        assertThat(Files.readString(file)).contains("changes.154.damaged=").contains("\"external_id\":7");
        assertThat(poll()).as("nothing is known any more").hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=b", "a\nb", ""})
    void a_key_that_the_repository_can_not_take_is_refused_at_the_start(String key) {
        context.getComponent("pact-channels", PactChannelsComponent.class)
                .getConfiguration()
                .setStateKey(key);

        assertThatThrownBy(() -> start(""))
                .hasMessage("list: stateKey must be a text without = and control characters (was "
                        + key.replace('\n', ' ') + ")");
    }

    /** So it is behind master: which starts a consumer that knows of no route. */
    @Test
    void without_a_route_there_has_to_be_a_key() throws Exception {
        var consumer = context.getEndpoint("pact-channels:list?companyId=154&emit=change")
                .createConsumer(exchange -> {});

        assertThatThrownBy(consumer::start)
                .hasMessage(
                        "list: emit=change needs a stateKey here, since the consumer does not know its route, as behind"
                                + " master:");
    }

    @Test
    void a_polling_consumer_has_no_changes() {
        assertThatThrownBy(() -> context.getEndpoint("pact-channels:list?companyId=154&emit=change")
                        .createPollingConsumer()
                        .start())
                .hasMessage("list: emit=change needs a route that begins with it");
    }

    @Test
    void two_consumers_share_nothing() throws Exception {
        sandbox.addChannels(COMPANY, 3);
        start("stateRepository=#state");
        poll();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("pact-channels:list?companyId=154&emit=change&initialDelay=3600001&stateRepository=#state")
                        .routeId("others")
                        .process(exchange -> remember(exchange));
            }
        });
        received.clear();
        ((Runnable) context.getRoute("others").getConsumer()).run();

        assertThat(received).hasSize(3);
    }

    private CamelContext newContext() {
        CamelContext created = new DefaultCamelContext();
        TestContexts.connect(created, sandbox);
        created.getShutdownStrategy().setTimeout(10);
        File file = folder.resolve("state.txt").toFile();
        created.getRegistry().bind("state", FileStateRepository.fileStateRepository(file));
        created.getRegistry()
                .bind(
                        "shared",
                        new DirectoryStateRepository(folder.resolve("shared").toString()));
        return created;
    }

    private void start(String options) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("pact-channels:list?companyId=154&emit=change&initialDelay=3600000"
                                + (options.isEmpty() ? "" : "&" + options))
                        .routeId("changes")
                        .process(exchange -> remember(exchange));
            }
        });
        context.start();
    }

    private void remember(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        long channelId = exchange.getMessage().getHeader(PactChannelsConstants.CHANNEL_ID, Long.class);
        String provider = exchange.getMessage().getHeader(PactChannelsConstants.PROVIDER, String.class);
        if (body instanceof PactChannel channel) {
            assertThat(channel.channelId()).isEqualTo(channelId);
        }
        received.add(exchange.getMessage().getHeader(PactChannelsConstants.CHANGE) + " " + channelId + " " + provider);
        if (failing.contains(channelId)) {
            throw new IllegalStateException("this one fails");
        }
    }

    /** What one poll brings. */
    private List<String> poll() {
        int before = received.size();
        consumer().run();
        return List.copyOf(received.subList(before, received.size()));
    }

    private PactChannelsConsumer consumer() {
        return (PactChannelsConsumer) context.getRoute("changes").getConsumer();
    }

    private void answer(String channels) {
        sandbox.nextRequests(1).respondWith(okJson("{\"status\":\"ok\",\"data\":{\"channels\":[" + channels + "]}}"));
    }
}
