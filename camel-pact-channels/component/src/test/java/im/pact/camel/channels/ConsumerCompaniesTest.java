/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static im.pact.camel.channels.ConsumerFixture.ROUTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import im.pact.camel.channels.changes.DirectoryStateRepository;
import im.pact.camel.channels.client.LogCapture;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import im.pact.camel.channels.sandbox.SandboxChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One consumer for several companies. */
@Timeout(60)
class ConsumerCompaniesTest {

    @RegisterExtension
    static final ConsumerFixture FIXTURE = new ConsumerFixture();

    @TempDir
    Path directory;

    private final List<Long> ids = new CopyOnWriteArrayList<>();
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private PactChannelsSandbox sandbox;

    @BeforeEach
    void addCompanies() {
        sandbox = FIXTURE.sandbox();
        sandbox.addChannel(154, 1, "viber");
        sandbox.addChannel(154, 2, "vk");
        sandbox.addChannel(155, 3, "viber");
        sandbox.addChannel(156, 4, "viber");
        bind();
    }

    private void bind() {
        FIXTURE.context().getRegistry().bind("ids", (Supplier<Iterable<Long>>) () -> ids);
        FIXTURE.context().getRegistry().bind("state", new DirectoryStateRepository(directory.toString()));
        FIXTURE.context().getRegistry().bind("failures", new QuietExceptionHandler() {
            @Override
            public void handleException(String message, Throwable failure) {
                failures.add(name(failure));
            }

            @Override
            public void handleException(String message, Exchange exchange, Throwable failure) {
                failures.add(exchange.getMessage().getHeader(PactChannelsConstants.COMPANY_ID) + " " + name(failure));
            }
        });
    }

    // Which companies

    @Test
    void named_companies_are_polled() throws Exception {
        start("companies=156, 154,156");

        assertThat(poll()).containsExactly("156: 4 viber", "154: 1 viber", "154: 2 vk");
        assertThat(FIXTURE.consumer().getLastPollOutcome()).isEqualTo("complete");
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "ALL"})
    void all_companies_of_the_token_are_polled(String all) throws Exception {
        start("companies=" + all);

        assertThat(poll()).containsExactly("154: 1 viber", "154: 2 vk", "155: 3 viber", "156: 4 viber");
        sandbox.addChannel(157, 5, "viber");
        assertThat(poll()).contains("157: 5 viber");
    }

    @Test
    void pages_of_companies_are_requested_when_they_are_needed() throws Exception {
        LongStream.range(200, 320).forEach(sandbox::addCompany);
        start("companies=all");

        poll();

        List<String> requests = sandbox.requests().stream()
                .map(request -> request.path().replaceAll(".*/companies", ""))
                .toList();
        assertThat(requests).hasSize(125).startsWith("", "/154/channels", "/155/channels");
        assertThat(requests.lastIndexOf("")).isEqualTo(101);
    }

    @Test
    void bean_is_asked_in_each_poll() throws Exception {
        start("companies=#ids");
        assertThat(poll()).isEmpty();

        ids.addAll(List.of(155L, 156L));
        assertThat(poll()).containsExactly("155: 3 viber", "156: 4 viber");
    }

    @Test
    void failure_of_the_bean_is_the_failure_of_the_poll() throws Exception {
        FIXTURE.context().getRegistry().bind("broken", (Supplier<Iterable<Long>>) () -> {
            throw new IllegalStateException("no database");
        });
        start("companies=#broken");

        poll();

        assertThat(failures).containsExactly("IllegalStateException");
        assertThat(FIXTURE.consumer().getLastPollOutcome()).isEqualTo("failed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "companies=154;155 | list: companies must be all, positive numbers with commas between them, or a bean of the"
                        + " type Supplier<Iterable<Long>> (was 154;155)",
                "companies=154,,155 | list: companies must be all, positive numbers with commas between them, or a bean of the"
                        + " type Supplier<Iterable<Long>> (was )",
                "companies=154,-1 | list: companies must be all, positive numbers with commas between them, or a bean of the"
                        + " type Supplier<Iterable<Long>> (was -1)",
                "companies=all&companyId=154 | list: give companyId or companies, not both",
                "companies=all&companyThreads=0 | list: companyThreads must be a number from 1 to 1000 (was 0)",
                "companies=all&companyThreads=1001 | list: companyThreads must be a number from 1 to 1000 (was 1001)",
            })
    void invalid_options_fail_the_start(String options, String message) {
        assertThatThrownBy(() -> start(options)).hasMessage(message);
    }

    @Test
    void company_of_the_component_is_only_a_default() throws Exception {
        FIXTURE.context()
                .getComponent("pact-channels", PactChannelsComponent.class)
                .getConfiguration()
                .setCompanyId(154L);
        start("companies=155");

        assertThat(poll()).containsExactly("155: 3 viber");
    }

    @Test
    void poll_enrich_polls_only_one_company() {
        FIXTURE.context().start();

        assertThatThrownBy(() ->
                        FIXTURE.context().createConsumerTemplate().receiveNoWait("pact-channels:list?companies=all"))
                .hasStackTraceContaining("list: companies is not supported by poll and pollEnrich, only by from");
    }

    // The exchanges

    @ParameterizedTest
    @ValueSource(strings = {"emit=record", "emit=change", "emit=page"})
    void later_step_uses_the_company_of_the_exchange(String options) throws Exception {
        FIXTURE.context()
                .getComponent("pact-channels", PactChannelsComponent.class)
                .getConfiguration()
                .setCompanyId(154L);
        FIXTURE.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri("companies=155,156&" + options))
                        .routeId(ROUTE)
                        .to("pact-channels:list")
                        .process(FIXTURE::receive);
            }
        });

        FIXTURE.poll();

        assertThat(FIXTURE.receivedIds()).containsExactly(3L, 4L);
    }

    @Test
    void page_names_its_company() throws Exception {
        FIXTURE.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri("companies=155,156&emit=page")).routeId(ROUTE).process(FIXTURE::receive);
            }
        });

        FIXTURE.poll();

        assertThat(FIXTURE.received())
                .extracting(message -> message.getHeader(PactChannelsConstants.COMPANY_ID))
                .containsExactly(155L, 156L);
    }

    @Test
    void consumer_of_one_company_does_not_name_it() throws Exception {
        FIXTURE.start("");
        FIXTURE.poll();

        assertThat(FIXTURE.received()).isNotEmpty().allSatisfy(message -> assertThat(message.getHeaders())
                .doesNotContainKey(PactChannelsConstants.COMPANY_ID));
    }

    // Failures

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void company_that_fails_does_not_hold_up_the_others(int threads) throws Exception {
        sandbox.everyRequest().matching("GET .*/155/.*").fail(503, "{}");
        start("companies=154,155,156&companyThreads=" + threads);

        assertThat(poll()).containsExactlyInAnyOrder("154: 1 viber", "154: 2 vk", "156: 4 viber");

        PactChannelsConsumer consumer = FIXTURE.consumer();
        assertThat(consumer.getLastPollOutcome()).isEqualTo("partlyFailed");
        assertThat(consumer.getCompanies()).isEqualTo(3);
        assertThat(consumer.getFailedCompanies()).isEqualTo(1);
        assertThat(consumer.getFailedCompanyIds()).isEqualTo("155");
        assertThat(failures).containsExactly("155 PactChannelsUnavailableException");
        assertThat(consumer.getErrorCounter()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void poll_fails_if_every_company_fails_and_each_failure_is_reported_once(int threads) throws Exception {
        sandbox.everyRequest().fail(404, "{}");
        start("companies=154,155,156&companyThreads=" + threads);

        assertThat(poll()).isEmpty();

        PactChannelsConsumer consumer = FIXTURE.consumer();
        assertThat(consumer.getLastPollOutcome()).isEqualTo("failed");
        assertThat(consumer.getFailedCompanies()).isEqualTo(3);
        assertThat(consumer.getErrorCounter()).as("of Camel").isEqualTo(1);
        assertThat(failures).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void failure_of_the_first_company_is_reported_when_another_one_succeeds() throws Exception {
        sandbox.everyRequest().matching("GET .*/154/.*").fail(404, "{}");
        start("companies=154,155");

        assertThat(poll()).containsExactly("155: 3 viber");

        assertThat(failures).containsExactly("154 PactChannelsNotFoundException");
    }

    @Test
    void rejected_token_ends_the_poll() throws Exception {
        sandbox.everyRequest().matching("GET .*/155/.*").fail(401, "{}");
        start("companies=154,155,156");

        assertThat(poll()).containsExactly("154: 1 viber", "154: 2 vk");

        assertThat(FIXTURE.consumer().getLastPollOutcome()).isEqualTo("failed");
        assertThat(failures).containsExactly("PactChannelsAuthenticationException");
    }

    @Test
    void wait_of_the_service_ends_the_poll() throws Exception {
        sandbox.everyRequest().matching("GET .*/155/.*").fail(429, "{}", "Retry-After", "3600");
        start("companies=154,155,156");

        assertThat(poll()).containsExactly("154: 1 viber", "154: 2 vk");

        assertThat(FIXTURE.consumer().getLastPollOutcome()).isEqualTo("failed");
        assertThat(FIXTURE.consumer().getWaitUntil()).isNotNull();
    }

    @Test
    void failure_of_the_list_of_companies_is_the_failure_of_the_poll() throws Exception {
        LongStream.range(200, 320).forEach(sandbox::addCompany);
        sandbox.nextRequests(1).matching("/companies$").delay(Duration.ZERO);
        sandbox.everyRequest().matching("/companies$").fail(503, "{}");
        start("companies=all");

        assertThat(poll()).as("of the first page of companies").hasSize(4);

        assertThat(FIXTURE.consumer().getLastPollOutcome()).isEqualTo("failed");
        assertThat(failures).containsExactly("PactChannelsUnavailableException");
    }

    @Test
    void exchange_that_fails_ends_only_its_company_with_stop_on_failure() throws Exception {
        failing.add("154: 1 viber");
        start("companies=154,155&stopOnFailure=true");

        assertThat(poll()).containsExactly("155: 3 viber");
        assertThat(FIXTURE.consumer().getLastPollOutcome()).isEqualTo("stopOnFailure");
    }

    // Threads

    @Test
    void companies_are_polled_at_the_same_time() throws Exception {
        CyclicBarrier together = new CyclicBarrier(3);
        FIXTURE.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri("companies=154,155,156&companyThreads=3&emit=page"))
                        .routeId(ROUTE)
                        .process(exchange -> together.await(20, TimeUnit.SECONDS))
                        .process(FIXTURE::receive);
            }
        });

        FIXTURE.poll();

        assertThat(FIXTURE.receivedIds()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&prefetch=true", "&emit=change"})
    void channels_of_each_company_arrive_in_their_order(String options) throws Exception {
        for (long company = 200; company < 220; company++) {
            sandbox.addChannels(company, 25);
        }
        start("companies=all&companyThreads=4&pageSize=10" + options);

        poll();

        for (long company = 200; company < 220; company++) {
            assertThat(received(company))
                    .isEqualTo(sandbox.channels(company).stream()
                            .map(SandboxChannel::id)
                            .toList());
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "4, 5"})
    void number_of_threads_does_not_depend_on_the_number_of_companies(int threads, int others) throws Exception {
        LongStream.range(200, 300).forEach(sandbox::addCompany);
        start("companies=all&companyThreads=" + threads);

        poll();

        assertThat(companyThreads()).hasSize(others);
    }

    @ParameterizedTest
    @CsvSource({"20, false", "21, true"})
    void more_threads_than_connections_are_logged(int threads, boolean logged) throws Exception {
        try (LogCapture log = new LogCapture()) {
            log.setLevel(Level.WARN);
            start("companies=all&companyThreads=" + threads);

            assertThat(log.text().contains("set connectionsPerRoute (now 20) of the http component"))
                    .isEqualTo(logged);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"request", "route"})
    void stops_within_two_seconds_while_companies_are_polled(String phase) throws Exception {
        for (long company = 200; company < 220; company++) {
            sandbox.addChannels(company, 25);
        }
        CountDownLatch begun = new CountDownLatch(4);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        if (phase.equals("request")) {
            sandbox.everyRequest().matching("GET .*/channels.*").delay(Duration.ofSeconds(10));
        }
        FIXTURE.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri("companies=all&companyThreads=4")).routeId(ROUTE).process(exchange -> {
                    begun.countDown();
                    mayGoOn.await();
                    FIXTURE.receive(exchange);
                });
            }
        });
        PactChannelsConsumer consumer = FIXTURE.consumer();
        Thread poll = FIXTURE.startPoll();
        await().until(() -> phase.equals("request") ? sandbox.requestCount() >= 5 : begun.getCount() == 0);

        long start = System.nanoTime();
        Thread stop = new Thread(() -> FIXTURE.context().stop());
        stop.start();
        await().until(() -> consumer.isSuspendingOrSuspended() || consumer.isStoppingOrStopped());
        mayGoOn.countDown();
        stop.join();
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        poll.join();

        assertThat(duration).isLessThan(Duration.ofSeconds(2));
        assertThat(consumer.getDelivered())
                .isEqualTo(consumer.getEmitted())
                .isEqualTo(FIXTURE.received().size());
        assertThat(consumer.getLastPollOutcome()).isEqualTo("stopped");
        assertThat(failures).isEmpty();
        await("no thread of the consumer is left").until(() -> companyThreads().isEmpty());
    }

    // Changes

    @Test
    void changes_are_detected_for_each_company() throws Exception {
        start("companies=all&emit=change&companyThreads=2");
        assertThat(poll()).containsExactlyInAnyOrder("154: added 1", "154: added 2", "155: added 3", "156: added 4");
        assertThat(poll()).isEmpty();

        sandbox.addChannel(155, 9, "vk");
        sandbox.removeChannel(1);
        assertThat(poll()).containsExactly("155: added 9");
        assertThat(poll()).containsExactly("154: removed 1");
    }

    @Test
    void each_company_has_its_own_state_across_restarts() throws Exception {
        String options = "companies=154,155&emit=change&stateRepository=#state";
        start(options);
        assertThat(poll()).hasSize(3);
        restart();
        sandbox.addChannel(155, 9, "vk");

        start(options);

        assertThat(poll()).containsExactly("155: added 9");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("channels.154.state", "channels.155.state", "channels.companies.state");
        }
    }

    @Test
    void state_of_a_consumer_of_one_company_is_continued() throws Exception {
        FIXTURE.start("emit=change&stateRepository=#state");
        FIXTURE.poll();
        restart();
        sandbox.addChannel(154, 9, "vk");

        start("companies=all&emit=change&stateRepository=#state");

        assertThat(poll()).contains("154: added 9").doesNotContain("154: added 1");
    }

    @Test
    void damaged_state_of_one_company_fails_only_that_company() throws Exception {
        Files.writeString(directory.resolve("channels.155.state"), "{damaged");
        start("companies=all&emit=change&stateRepository=#state");

        assertThat(poll()).containsExactly("154: added 1", "154: added 2", "156: added 4");
        assertThat(failures).containsExactly("155 IllegalStateException");
        assertThat(directory.resolve("channels.155.state")).hasContent("{damaged");
    }

    @Test
    void damaged_state_of_a_named_company_fails_the_start() throws Exception {
        Files.writeString(directory.resolve("channels.155.state"), "{damaged");

        assertThatThrownBy(() -> start("companies=154,155&emit=change&stateRepository=#state"))
                .hasStackTraceContaining("The state 'channels.155' in the state repository is damaged");
    }

    @Test
    void company_that_fails_reports_no_removals() throws Exception {
        start("companies=154,155&emit=change&removalPolls=1");
        poll();
        sandbox.removeChannel(1);
        sandbox.removeChannel(3);
        sandbox.everyRequest().matching("GET .*/154/.*").fail(503, "{}");

        assertThat(poll()).containsExactly("155: removed 3");

        sandbox.clearFaults();
        assertThat(poll()).containsExactly("154: removed 1");
    }

    // Companies that leave the list

    @Test
    void company_that_leaves_the_list_is_reported_once() throws Exception {
        ids.addAll(List.of(154L, 155L));
        start("companies=#ids&emit=change");
        poll();

        ids.remove(155L);
        assertThat(poll()).as("removalPolls=2").isEmpty();
        assertThat(poll()).containsExactly("155: companyRemoved null");
        assertThat(poll()).isEmpty();
    }

    @Test
    void company_that_comes_back_meanwhile_is_not_reported() throws Exception {
        ids.addAll(List.of(154L, 155L));
        start("companies=#ids&emit=change");
        poll();

        ids.remove(155L);
        poll();
        ids.add(155L);
        assertThat(poll()).isEmpty();
        ids.remove(155L);
        assertThat(poll()).isEmpty();
    }

    @Test
    void channels_of_a_removed_company_are_removed_before_it_if_wanted() throws Exception {
        ids.addAll(List.of(154L, 155L));
        start("companies=#ids&emit=change&removalPolls=1&emitCompanyRemovals=true");
        poll();

        ids.remove(154L);

        assertThat(poll()).containsExactly("154: removed 1", "154: removed 2", "154: companyRemoved null");
        assertThat(poll()).isEmpty();
    }

    @Test
    void company_that_was_removed_and_returns_starts_anew() throws Exception {
        ids.addAll(List.of(154L, 155L));
        start("companies=#ids&emit=change&removalPolls=1&stateRepository=#state");
        poll();
        ids.remove(155L);
        assertThat(poll()).containsExactly("155: companyRemoved null");

        ids.add(155L);

        assertThat(poll()).containsExactly("155: added 3");
    }

    @Test
    void removal_of_a_company_is_found_after_a_restart() throws Exception {
        start("companies=154,155&emit=change&stateRepository=#state&removalPolls=1");
        poll();
        restart();

        start("companies=154&emit=change&stateRepository=#state&removalPolls=1");

        assertThat(poll()).containsExactly("155: companyRemoved null");
    }

    @Test
    void removal_whose_exchange_fails_is_emitted_again() throws Exception {
        ids.addAll(List.of(154L, 155L));
        start("companies=#ids&emit=change&removalPolls=1&emitCompanyRemovals=true");
        poll();
        ids.remove(154L);
        failing.add("154: removed 2");

        assertThat(poll()).as("not the company either").containsExactly("154: removed 1");
        failing.clear();
        failing.add("154: companyRemoved null");
        assertThat(poll()).containsExactly("154: removed 2");
        failing.clear();
        assertThat(poll()).containsExactly("154: companyRemoved null");
        assertThat(poll()).isEmpty();
    }

    @Test
    void incomplete_list_of_companies_reports_no_removals() throws Exception {
        start("companies=all&emit=change&removalPolls=1");
        poll();

        companies("{\"external_id\":154}", "x");
        sandbox.everyRequest().matching("/companies$").fail(503, "{}");
        assertThat(poll()).isEmpty();
        sandbox.clearFaults();
        companies("{\"external_id\":154}", "b");
        companies("{\"external_id\":154}", "c");
        assertThat(poll()).as("started over").isEmpty();

        companies("{\"external_id\":154},{\"external_id\":156}", "");
        assertThat(poll()).containsExactly("155: companyRemoved null");
    }

    @Test
    void removed_company_is_not_reported_with_emit_record() throws Exception {
        ids.addAll(List.of(154L, 155L));
        start("companies=#ids&removalPolls=1");
        poll();

        ids.remove(154L);

        assertThat(poll()).containsExactly("155: 3 viber");
    }

    // Support

    private void companies(String companies, String nextPage) {
        sandbox.nextRequests(1)
                .matching("/companies$")
                .respondWith(okJson("{\"status\":\"ok\",\"data\":{\"companies\":[" + companies + "],\"next_page\":\""
                        + nextPage + "\"}}"));
    }

    private static String uri(String options) {
        return "pact-channels:list?initialDelay=3600000&exceptionHandler=#failures&" + options;
    }

    private void start(String options) throws Exception {
        FIXTURE.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri(options)).routeId(ROUTE).process(exchange -> {
                    if (failing.contains(text(exchange.getMessage()))) {
                        exchange.setRouteStop(true);
                        throw new IllegalArgumentException("this one fails");
                    }
                    FIXTURE.receive(exchange);
                });
            }
        });
    }

    private static String name(Throwable failure) {
        return failure.getClass().getSimpleName();
    }

    private void restart() {
        FIXTURE.context().stop();
        FIXTURE.newContext();
        bind();
    }

    /** What a poll emits. */
    private List<String> poll() {
        FIXTURE.received().clear();
        FIXTURE.poll();
        return FIXTURE.received().stream().map(ConsumerCompaniesTest::text).toList();
    }

    private static String text(Message message) {
        Map<String, Object> headers = message.getHeaders();
        Object change = headers.get(PactChannelsConstants.CHANGE);
        PactChannel channel = (PactChannel) message.getBody();
        return headers.get(PactChannelsConstants.COMPANY_ID) + ": "
                + (change == null
                        ? channel.channelId() + " " + channel.provider()
                        : change + " " + headers.get(PactChannelsConstants.CHANNEL_ID));
    }

    private List<Long> received(long companyId) {
        return FIXTURE.received().stream()
                .filter(message -> message.getHeader(PactChannelsConstants.COMPANY_ID, Long.class) == companyId)
                .map(message -> message.getHeader(PactChannelsConstants.CHANNEL_ID, Long.class))
                .toList();
    }

    private static List<String> companyThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("Camel (" + FIXTURE.context().getName() + ")"))
                .filter(name -> name.contains("PactChannelsCompany"))
                .toList();
    }
}
