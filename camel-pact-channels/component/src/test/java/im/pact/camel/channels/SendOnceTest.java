/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.http.Fault;
import im.pact.camel.channels.client.PactChannelsException;
import im.pact.camel.channels.client.PactChannelsOutcomeUnknownException;
import im.pact.camel.channels.client.PactChannelsRateLimitedException;
import im.pact.camel.channels.client.PactChannelsUnavailableException;
import im.pact.camel.channels.delivery.FileMessageStore;
import im.pact.camel.channels.delivery.MessageState;
import im.pact.camel.channels.delivery.MessageStore;
import im.pact.camel.channels.delivery.MessageTracker;
import im.pact.camel.channels.delivery.StoredMessage;
import im.pact.camel.channels.model.DeliveryJob;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import im.pact.camel.channels.sandbox.PactChannelsSandboxExtension;
import im.pact.camel.channels.sandbox.SandboxJob;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A first message with a key is sent once, whatever happens. */
@Timeout(60)
class SendOnceTest {

    private static final long COMPANY = PactChannelsSandbox.COMPANY_ID;
    private static final long CHANNEL = 399;
    private static final String URI =
            "pact-channels:sendFirst?companyId=154&channelId=399&phone=79250000001&message=Hello";

    @RegisterExtension
    static final PactChannelsSandboxExtension EXTENSION = new PactChannelsSandboxExtension();

    @TempDir
    Path directory;

    private final PactChannelsSandbox sandbox = EXTENSION.sandbox();
    private CamelContext context;
    private FileMessageStore store;
    private ProducerTemplate template;

    @BeforeEach
    void start() {
        sandbox.addChannel(COMPANY, CHANNEL, "whatsapp");
        sandbox.addChannel(COMPANY, 400, "whatsapp");
        store = new FileMessageStore(directory.resolve("sent"));
        restart(store);
    }

    @AfterEach
    void stop() {
        context.stop();
        sandbox.clearFaults();
    }

    /** As a restart of the application does. */
    private void restart(MessageStore messageStore) {
        if (context != null) {
            context.stop();
        }
        context = new DefaultCamelContext();
        TestContexts.connect(context, sandbox).getConfiguration().setMessageStore(messageStore);
        context.start();
        template = context.createProducerTemplate();
    }

    @Test
    void a_message_is_sent_once() {
        Exchange first = send("order-1");
        assertThat(first.getMessage().getHeader(PactChannelsConstants.DUPLICATE))
                .isNull();
        long jobId = sandbox.jobs(CHANNEL).get(0).id();
        assertThat(store.find("order-1"))
                .extracting(StoredMessage::state, StoredMessage::jobId)
                .containsExactly(MessageState.SENT, jobId);

        Exchange second = send("order-1");
        assertThat(second.getMessage().getHeader(PactChannelsConstants.DUPLICATE))
                .isEqualTo(true);
        assertThat(second.getMessage().getHeader(PactChannelsConstants.JOB_ID)).isEqualTo(jobId);
        assertThat(second.getMessage().getHeader(PactChannelsConstants.PHONE)).isEqualTo("79250000001");
        assertThat(second.getMessage().getBody(DeliveryJob.class))
                .extracting(DeliveryJob::jobId, DeliveryJob::channelId, DeliveryJob::isDone)
                .containsExactly(jobId, CHANNEL, false);
        assertThat(sandbox.jobs(CHANNEL)).hasSize(1);
    }

    @Test
    void a_message_is_sent_once_over_a_restart() {
        send("order-1");
        restart(store);
        Exchange second = send("order-1");

        assertThat(second.getMessage().getHeader(PactChannelsConstants.DUPLICATE))
                .isEqualTo(true);
        assertThat(sandbox.jobs(CHANNEL)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"true, delivered, DELIVERED,", "false, not_delivered, NOT DELIVERED, off"})
    void the_stored_result_is_returned(boolean delivered, String state, String result, String reason) {
        Exchange first = send("order-1");
        long jobId = first.getMessage().getBody(DeliveryJob.class).jobId();
        new MessageTracker(store).finish(COMPANY, jobId, delivered, reason, Instant.now());
        Exchange second = send("order-1");

        assertThat(second.getMessage().getBody(DeliveryJob.class))
                .extracting(DeliveryJob::state, DeliveryJob::result, DeliveryJob::reason)
                .containsExactly(state, result, reason);
        assertThat(second.getMessage().getHeader(PactChannelsConstants.JOB_RESULT))
                .isEqualTo(result);
        assertThat(second.getMessage().getBody(String.class)).startsWith("{\"id\":" + jobId + ",\"company_id\":154,");
    }

    @Test
    void messages_with_different_keys_are_sent() {
        send("order-1");
        send("order-2");
        send(3L);
        send("order-2".getBytes(StandardCharsets.UTF_8));

        assertThat(sandbox.jobs(CHANNEL)).hasSize(3);
        assertThat(store.find("3")).isNotNull();
    }

    @Test
    void the_key_can_be_an_option() {
        String uri = URI + "&messageKey=order-1";
        template.request(uri, exchange -> {});
        Exchange second = template.request(uri, exchange -> {});

        assertThat(second.getMessage().getHeader(PactChannelsConstants.DUPLICATE))
                .isEqualTo(true);
        assertThat(sandbox.jobs(CHANNEL)).hasSize(1);
    }

    @Test
    void without_a_key_every_message_is_sent() {
        assertThat(send(null).getException()).isNull();
        assertThat(send(null).getException()).isNull();

        assertThat(sandbox.jobs(CHANNEL)).hasSize(2);
        assertThat(store.countOpen(COMPANY)).isZero();
    }

    @Test
    void a_key_without_a_store_is_rejected() {
        restart(null);

        assertThat(send("order-1").getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sendFirst: messageKey needs a message store: set messageStore");
        assertThat(sandbox.jobs(CHANNEL)).isEmpty();
    }

    /** It names the message that was followed, not the one that is sent about it. */
    @Test
    void a_key_that_the_component_has_set_is_not_used() {
        Exchange exchange = template.request(URI, sent -> {
            StepResult.setHeader(sent.getMessage(), PactChannelsConstants.MESSAGE_KEY, "order-1");
        });

        assertThat(exchange.getException()).isNull();
        assertThat(store.find("order-1")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"&channelId=400", "&phone=79250000002", "&companyId=155"})
    void a_key_of_another_recipient_is_rejected(String option) {
        send("order-1");
        String name = option.substring(1, option.indexOf('='));
        String uri = URI.replaceFirst(name + "=\\d+", option.substring(1));

        assertThat(send(uri, "order-1", null).getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("sendFirst: messageKey order-1 was used for another message");
        assertThat(sandbox.jobs(CHANNEL)).hasSize(1);
        assertThat(sandbox.jobs(400)).isEmpty();
    }

    /** The number decides, not its notation. */
    @Test
    void a_key_belongs_to_the_number_as_it_is_sent() {
        send("order-1");
        Exchange second = send(URI.replace("79250000001", "8 (925) 000-00-01&phoneRegion=RU"), "order-1", null);

        assertThat(second.getException()).isNull();
        assertThat(second.getMessage().getHeader(PactChannelsConstants.DUPLICATE))
                .isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 402, 404})
    void a_message_that_was_certainly_not_sent_can_be_sent_again(int status) {
        sandbox.failNext(status, "{\"error\":\"no\"}");
        assertThat(send("order-1").getException()).isInstanceOf(PactChannelsException.class);
        assertThat(store.find("order-1")).isNull();

        assertThat(send("order-1").getException()).isNull();
        assertThat(sandbox.jobs(CHANNEL)).hasSize(1);
    }

    @Test
    void a_message_that_the_rate_limit_has_rejected_leaves_no_key() {
        sandbox.failNext(429, "{}", "Retry-After", "3600");
        Exchange exchange = send("order-1");

        assertThat(exchange.getException()).isInstanceOf(PactChannelsRateLimitedException.class);
        assertThat(store.find("order-1")).isNull();
    }

    @Test
    void an_invalid_message_leaves_no_key() {
        Exchange exchange = template.request(URI.replace("&phone=79250000001", ""), sent -> {
            sent.getMessage().setHeader(PactChannelsConstants.MESSAGE_KEY, "order-1");
            sent.getMessage().setHeader(PactChannelsConstants.PHONE, "CALLME");
        });

        assertThat(exchange.getException()).isInstanceOf(IllegalArgumentException.class);
        assertThat(store.find("order-1")).isNull();
    }

    @Test
    void a_lost_response_is_remembered_and_not_retried() {
        loseResponses();
        assertThat(send("order-1").getException()).isInstanceOf(PactChannelsUnavailableException.class);
        assertThat(store.find("order-1").state()).isEqualTo(MessageState.UNKNOWN);
        sandbox.clearFaults();

        assertThat(send("order-1").getException())
                .isInstanceOfSatisfying(PactChannelsOutcomeUnknownException.class, e -> assertThat(e.isOutcomeUnknown())
                        .isTrue())
                .hasMessageContaining("messageKey order-1 has the state UNKNOWN");
        assertThat(sandbox.jobs(CHANNEL)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"header", "option"})
    void a_route_can_decide_to_send_again(String way) {
        loseResponses();
        send("order-1");
        sandbox.clearFaults();
        Exchange again =
                way.equals("header") ? send(URI, "order-1", "TRUE") : send(URI + "&resend=true", "order-1", null);

        assertThat(again.getException()).isNull();
        assertThat(sandbox.jobs(CHANNEL)).hasSize(1);
        assertThat(store.find("order-1").state()).isEqualTo(MessageState.SENT);
    }

    @Test
    void the_decision_to_send_again_does_not_repeat_a_message_that_was_sent() {
        send("order-1");
        Exchange again = send(URI + "&resend=true", "order-1", null);

        assertThat(again.getMessage().getHeader(PactChannelsConstants.DUPLICATE))
                .isEqualTo(true);
        assertThat(sandbox.jobs(CHANNEL)).hasSize(1);
        assertThat(send(URI, "order-1", "maybe").getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sendFirst: resend must be true or false (was maybe)");
    }

    /** The process was killed while the request was sent: it may have been accepted. */
    @Test
    void a_message_that_was_being_sent_in_a_crash_is_not_sent_again() {
        store.start();
        MessageTracker before = new MessageTracker(store);
        before.begin("order-1", COMPANY, CHANNEL, "79250000001", Duration.ofMinutes(3), false);
        restart(store);

        assertThat(send("order-1").getException())
                .isInstanceOf(PactChannelsOutcomeUnknownException.class)
                .hasMessageContaining("messageKey order-1 has the state SENDING");
        assertThat(sandbox.requests()).isEmpty();
    }

    @Test
    void of_many_concurrent_messages_with_one_key_one_is_sent() {
        sandbox.delayNext(Duration.ofMillis(300));
        List<CompletableFuture<Exchange>> sending = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> send("order-1")))
                .toList();
        List<Exchange> exchanges = sending.stream().map(CompletableFuture::join).toList();

        assertThat(sandbox.jobs(CHANNEL)).hasSize(1);
        assertThat(exchanges)
                .filteredOn(exchange -> exchange.getException() == null
                        && exchange.getMessage().getHeader(PactChannelsConstants.DUPLICATE) == null)
                .hasSize(1);
        assertThat(exchanges)
                .filteredOn(exchange -> exchange.getException() != null)
                .allSatisfy(exchange ->
                        assertThat(exchange.getException()).isInstanceOf(PactChannelsOutcomeUnknownException.class));
    }

    /** The message may be out already when the other thread asks. */
    @Test
    void while_a_message_is_being_sent_its_outcome_is_unknown() {
        sandbox.delayNext(Duration.ofSeconds(2));
        CompletableFuture<Exchange> first = CompletableFuture.supplyAsync(() -> send("order-1"));
        await().until(() -> store.find("order-1") != null);

        assertThat(send("order-1").getException()).isInstanceOf(PactChannelsOutcomeUnknownException.class);
        assertThat(first.join().getException()).isNull();
        assertThat(store.find("order-1").state()).isEqualTo(MessageState.SENT);
    }

    @Test
    void nothing_is_sent_if_the_store_fails_before_the_request() {
        restart(new FailingStore(store, "putIfAbsent"));
        store.start();

        assertThat(send("order-1").getException()).hasMessage("putIfAbsent failed");
        assertThat(sandbox.requests()).isEmpty();
    }

    /** An exception would look as if the message was not sent. */
    @Test
    void a_store_that_fails_after_the_request_does_not_hide_that_the_message_was_sent() {
        restart(new FailingStore(store, "replace"));
        store.start();
        Exchange exchange = send("order-1");

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(PactChannelsConstants.JOB_ID))
                .isEqualTo(sandbox.jobs(CHANNEL).get(0).id());
        assertThat(send("order-1").getException()).isInstanceOf(PactChannelsOutcomeUnknownException.class);
        assertThat(sandbox.jobs(CHANNEL)).extracting(SandboxJob::phone).containsExactly("79250000001");
    }

    @Test
    void a_store_that_fails_after_a_failure_does_not_replace_it() {
        restart(new FailingStore(store, "remove"));
        store.start();
        sandbox.failNext(402, "{\"error\":\"no money\"}");

        assertThat(send("order-1").getException())
                .hasMessageContaining("no money")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    }

    private Exchange send(Object key) {
        return send(URI, key, null);
    }

    private Exchange send(String uri, Object key, Object resend) {
        return template.request(uri, exchange -> {
            exchange.getMessage().setHeader(PactChannelsConstants.MESSAGE_KEY, key);
            exchange.getMessage().setHeader(PactChannelsConstants.RESEND, resend);
        });
    }

    private void loseResponses() {
        sandbox.wireMock()
                .stubFor(any(anyUrl()).atPriority(1).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
    }

    /** A store of which one method fails. */
    private record FailingStore(MessageStore store, String method) implements MessageStore {

        private void fail(String name) {
            if (name.equals(method)) {
                throw new IllegalStateException(name + " failed");
            }
        }

        @Override
        public StoredMessage putIfAbsent(StoredMessage message) {
            fail("putIfAbsent");
            return store.putIfAbsent(message);
        }

        @Override
        public StoredMessage find(String key) {
            return store.find(key);
        }

        @Override
        public StoredMessage findSent(long companyId, long jobId) {
            return store.findSent(companyId, jobId);
        }

        @Override
        public boolean replace(StoredMessage before, StoredMessage next) {
            fail("replace");
            return store.replace(before, next);
        }

        @Override
        public boolean remove(StoredMessage message) {
            fail("remove");
            return store.remove(message);
        }

        @Override
        public List<StoredMessage> claim(long companyId, Instant now, Instant leaseEnd, int limit) {
            return store.claim(companyId, now, leaseEnd, limit);
        }

        @Override
        public long countOpen(long companyId) {
            return store.countOpen(companyId);
        }
    }
}
