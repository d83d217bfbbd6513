/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import static im.pact.camel.channels.sandbox.PactChannelsSandbox.COMPANY_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The hooks, over HTTP and in Java, and the events that they cause. */
class WebhookEventsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String CHANNELS = "/companies/154/channels";
    private static final long WHATSAPP = 22;

    /** 2026-03-01 12:00:00 UTC, the time of {@link TestClock}. */
    private static final long NOW = 1_772_366_400;

    @RegisterExtension
    static final PactChannelsSandboxExtension SANDBOX = new PactChannelsSandboxExtension();

    private WebhookReceiver receiver;
    private PactChannelsSandbox sandbox;
    private TestClient api;
    private TestClient hooks;

    @BeforeEach
    void register(PactChannelsSandbox fresh) throws Exception {
        sandbox = fresh;
        sandbox.rules().clock(new TestClock());
        sandbox.addChannel(COMPANY_ID, WHATSAPP, "whatsapp");
        receiver = new WebhookReceiver();
        sandbox.webhooks().url(COMPANY_ID, receiver.url());
        api = new TestClient(fresh);
        // Hooks need no token.
        hooks = new TestClient(fresh.baseUri().replace("/p1", "/sandbox"), null);
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/state-hooks.csv", numLinesToSkip = 1)
    void state_hook_sends_its_message(String hook, String message, String severity, ChannelState state) {
        TestClient.Reply reply = hooks.postForm("/channels/22/" + hook, "");

        assertThat(reply.body()).isEqualTo("{\"status\":\"ok\"}");
        assertThat(receiver.next().body())
                .isEqualTo("{\"type\":\"system\",\"severity\":\"" + severity + "\",\"data\":{\"message\":\"" + message
                        + "\",\"date\":\"2026-03-01 12:00:00 UTC\",\"date_timestamp\":" + NOW + ",\"timestamp\":" + NOW
                        + ",\"details\":{\"entity\":\"channel\",\"entity_id\":22}}}");
        assertThat(sandbox.channel(WHATSAPP).orElseThrow().state()).isEqualTo(state);
    }

    @Test
    void java_hooks_send_the_same_messages() {
        SandboxWebhooks webhooks = sandbox.webhooks();
        webhooks.phoneOffline(WHATSAPP);
        webhooks.phoneOnline(WHATSAPP);
        webhooks.conflict(WHATSAPP);
        webhooks.resume(WHATSAPP);
        webhooks.synchronizeHistory(WHATSAPP);

        assertThat(receiver.next(5))
                .extracting(WebhookReceiver.Received::name)
                .containsExactly(
                        "system/phone offline",
                        "system/phone online",
                        "system/unavailable",
                        "system/trying_resume_work",
                        "system/synchronized");
    }

    @Test
    void scan_sends_authorized_then_synchronized() {
        long channel = api.postForm(CHANNELS, "provider=max").id();
        receiver.next();

        assertThat(hooks.postForm("/channels/" + channel + "/scan", "").status())
                .isEqualTo(200);

        WebhookReceiver.Received authorized = receiver.next();
        assertThat(authorized.name()).isEqualTo("system/authorized");
        assertThat(authorized.at("/severity")).isEqualTo("information");
        assertThat(authorized.at("/data/details/entity_id")).isEqualTo(Long.toString(channel));
        assertThat(receiver.next().name()).isEqualTo("system/synchronized");
        assertThat(hooks.postForm("/channels/" + channel + "/scan", "").status())
                .isEqualTo(400);
    }

    @Test
    void log_out_sends_disabled_then_a_new_qr_code_that_can_be_scanned() throws Exception {
        sandbox.rules().qrCodesScannedAtOnce(true);
        long channel = api.postForm(CHANNELS, "provider=max").id();
        receiver.next(3);

        sandbox.webhooks().logOut(channel);

        assertThat(receiver.next().name()).isEqualTo("system/disabled");
        assertThat(QrReader.read(receiver.next().at("/data"))).isEqualTo("sandbox," + channel + ",2");
        assertThatIllegalStateException().isThrownBy(() -> sandbox.webhooks().logOut(channel));
        sandbox.scanQrCode(channel);
        assertThat(receiver.next().name()).isEqualTo("system/authorized");
    }

    @Test
    void code_that_is_entered_in_whatsapp_or_confirmed_connects_the_channel() {
        long whatsApp = api.postForm(CHANNELS, "provider=whatsapp_business&username=a&account_name=b&token=c")
                .id();
        assertThat(hooks.postForm("/channels/" + whatsApp + "/enter-code", "").status())
                .isEqualTo(400);
        sandbox.rules().oneChannelPerProvider(false);
        whatsApp = api.postForm(CHANNELS, "provider=whatsapp&phone=79250000001").id();
        api.postForm(CHANNELS + "/" + whatsApp + "/request_code", "provider=whatsapp");
        assertThat(hooks.postForm("/channels/" + whatsApp + "/enter-code", "").status())
                .isEqualTo(200);
        long telegram = api.postForm(CHANNELS, "provider=telegram_personal&phone=79250000001")
                .id();
        api.postForm(CHANNELS + "/" + telegram + "/request_code", "provider=telegram_personal");
        api.postForm(
                CHANNELS + "/" + telegram + "/confirm",
                "provider=telegram_personal&confirmation_type=code&code=" + sandbox.code(telegram));

        assertThat(receiver.next(4))
                .extracting(event -> event.name() + " " + event.at("/data/details/entity_id"))
                .containsExactly(
                        "system/authorized " + whatsApp,
                        "system/synchronized " + whatsApp,
                        "system/authorized " + telegram,
                        "system/synchronized " + telegram);
    }

    @Test
    void code_for_whatsapp_is_entered_without_a_hook_if_switched_on() {
        sandbox.rules().oneChannelPerProvider(false);
        sandbox.webhooks().qrScannedAfter(Duration.ofMillis(1));
        long channel =
                api.postForm(CHANNELS, "provider=whatsapp&phone=79250000001").id();
        api.postForm(CHANNELS + "/" + channel + "/request_code", "provider=whatsapp");

        assertThat(receiver.next().name()).isEqualTo("system/authorized");
    }

    @ParameterizedTest
    @CsvSource({
        "/channels/99/offline, There is no channel 99",
        "/channels/22/scan, Channel 22 does not wait for a scan of its QR code",
        "/channels/22/qr-code, Channel 22 does not wait for a scan of its QR code",
        "/jobs/99/delivered, There is no job 99",
        "/companies/99/events, There is no company 99"
    })
    void impossible_hook_is_rejected_with_the_reason(String path, String reason) {
        TestClient.Reply reply = hooks.postForm(path, "");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.detail()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"POST, /channels/22/dance, 404", "GET, /channels/22/offline, 405", "POST, /events, 405"})
    void unknown_hook_is_404_and_wrong_method_405(String method, String path, int status) {
        assertThat(hooks.send(method, path, null, null).status()).isEqualTo(status);
    }

    @Test
    void channel_that_is_not_connected_cannot_go_offline() {
        long channel = api.postForm(CHANNELS, "provider=max").id();

        assertThatIllegalStateException()
                .isThrownBy(() -> sandbox.webhooks().phoneOffline(channel))
                .withMessageContaining("is not connected");
    }

    @Test
    void job_that_a_request_finishes_sends_its_result() {
        api.postForm(CHANNELS + "/22/conversations", "phone=79250000001&message=Hello");
        api.postForm(CHANNELS + "/22/conversations", "phone=79250000000&message=Hello");
        sandbox.finishJobs();

        assertThat(receiver.next().body())
                .isEqualTo("{\"type\":\"job\",\"event\":\"executed\",\"data\":{\"id\":1,\"result\":\"DELIVERED\","
                        + "\"message_id\":1,\"date\":" + NOW + "}}");
        assertThat(receiver.next().body())
                .isEqualTo("{\"type\":\"job\",\"event\":\"executed\",\"data\":{\"id\":2,\"result\":\"NOT DELIVERED\","
                        + "\"message_id\":null,\"date\":" + NOW
                        + ",\"reason\":\"The phone does not receive messages\"}}");
    }

    @Test
    void job_hooks_decide_the_result_once() {
        api.postForm(CHANNELS + "/22/conversations", "phone=79250000000&message=Hello");
        api.postForm(CHANNELS + "/22/conversations", "phone=79250000001&message=Hello");

        assertThat(hooks.postForm("/jobs/1/delivered", "").status()).isEqualTo(200);
        assertThat(hooks.postForm("/jobs/2/not-delivered", "reason=Blocked").status())
                .isEqualTo(200);

        assertThat(receiver.next().at("/data/result")).isEqualTo("DELIVERED");
        assertThat(receiver.next().at("/data/reason")).isEqualTo("Blocked");
        assertThat(api.get(CHANNELS + "/22/jobs/2").at("/data/details/reason")).isEqualTo("Blocked");
        assertThat(hooks.postForm("/jobs/1/delivered", "").detail()).isEqualTo("Job 1 is finished already");
        assertThatIllegalStateException().isThrownBy(() -> sandbox.webhooks().jobNotDelivered(1, "x"));
    }

    @Test
    void job_hook_without_a_reason_names_one() {
        api.postForm(CHANNELS + "/22/conversations", "phone=79250000001&message=Hello");
        hooks.postForm("/jobs/1/not-delivered", "");

        assertThat(receiver.next().at("/data/reason")).isNotBlank();
    }

    @Test
    void reason_of_a_rule_is_in_the_event() {
        sandbox.rules().failJob("79250000001", "failed", Json.object("reason", "By rule"));
        api.postForm(CHANNELS + "/22/conversations", "phone=79250000001&message=Hello");
        sandbox.finishJobs();

        assertThat(receiver.next().at("/data/reason")).isEqualTo("By rule");
    }

    @Test
    void reason_is_at_top_level_if_switched_on() {
        sandbox.webhooks().reasonAtTopLevel(true);
        api.postForm(CHANNELS + "/22/conversations", "phone=79250000001&message=Hello");
        sandbox.webhooks().jobNotDelivered(1, "Blocked");

        WebhookReceiver.Received event = receiver.next();
        assertThat(event.at("/reason")).isEqualTo("Blocked");
        assertThat(event.json().at("/data").has("reason")).isFalse();
    }

    @Test
    void jobs_are_finished_without_a_hook_if_switched_on() {
        sandbox.webhooks().jobsFinishedAfter(Duration.ofMillis(1));
        api.postForm(CHANNELS + "/22/conversations", "phone=79250000001&message=Hello");

        assertThat(receiver.next().at("/data/result")).isEqualTo("DELIVERED");
    }

    @Test
    void message_of_a_channel_that_is_offline_is_not_delivered() {
        sandbox.webhooks().phoneOffline(WHATSAPP);
        receiver.next();
        api.postForm(CHANNELS + "/22/conversations", "phone=79250000001&message=Hello");
        sandbox.finishJobs();

        assertThat(receiver.next().at("/data/reason")).isEqualTo("The channel is not connected");
    }

    @Test
    void incoming_message_sends_its_conversation_first_and_only_once() {
        long first = sandbox.webhooks().incomingMessage(WHATSAPP, "15550100", "Hello");
        TestClient.Reply second = hooks.postForm("/channels/22/messages", "phone=15550100&message=Again");

        assertThat(receiver.next().body())
                .isEqualTo("{\"type\":\"conversation\",\"event\":\"new\",\"data\":{\"external_id\":1,"
                        + "\"name\":\"15550100\",\"avatar_url\":null,\"channel_id\":22,\"channel_type\":\"whatsapp\","
                        + "\"created_at\":\"2026-03-01 12:00:00 UTC\",\"created_at_timestamp\":" + NOW
                        + ",\"last_message_at\":null,\"last_income_message_at\":null,"
                        + "\"sender_external_id\":\"15550100\"}}");
        assertThat(receiver.next().body())
                .isEqualTo("{\"type\":\"message\",\"event\":\"new\",\"data\":{\"external_id\":" + first
                        + ",\"external_public_id\":\"15550100\",\"channel_id\":22,\"channel_type\":\"whatsapp\","
                        + "\"channel\":{\"id\":22,\"type\":\"whatsapp\"},\"conversation_id\":1,\"message\":\"Hello\","
                        + "\"location\":{},\"income\":true,\"created_at\":\"2026-03-01 12:00:00 UTC\","
                        + "\"created_at_timestamp\":" + NOW + ",\"ack\":2,\"attachments\":[]}}");
        assertThat(receiver.next().at("/data/external_id")).isEqualTo(second.at("/message_id"));
    }

    @Test
    void answer_of_a_phone_belongs_to_the_conversation_of_the_first_message() {
        api.postForm(CHANNELS + "/22/conversations", "phone=79250000001&message=Hello");
        sandbox.finishJobs();
        receiver.next();
        sandbox.webhooks().incomingMessage(WHATSAPP, "79250000001", "Thank you");

        WebhookReceiver.Received message = receiver.next();
        assertThat(message.name()).isEqualTo("message/new");
        assertThat(message.at("/data/conversation_id"))
                .isEqualTo(api.get(CHANNELS + "/22/jobs/1").at("/data/conversation_id"));
    }

    @Test
    void public_ids_are_numbers_if_switched_on() {
        sandbox.webhooks().integerPublicIds(true).incomingMessage(WHATSAPP, "15550100", "Hello");
        receiver.next();

        assertThat(receiver.next().json().at("/data/external_public_id").isIntegralNumber())
                .isTrue();
    }

    @Test
    void timestamps_are_missing_if_switched_off() {
        sandbox.webhooks().timestamps(false).phoneOffline(WHATSAPP);

        assertThat(receiver.next().json().at("/data").fieldNames())
                .toIterable()
                .containsExactly("message", "date", "details");
    }

    @Test
    void each_event_comes_with_one_of_an_unknown_type_if_switched_on() {
        sandbox.webhooks().unknownTypes(true).phoneOffline(WHATSAPP);

        assertThat(receiver.next(2))
                .extracting(WebhookReceiver.Received::name)
                .containsExactly("sandbox_unknown/new", "system/phone offline");
    }

    @Test
    void events_have_unknown_fields_if_switched_on() {
        sandbox.webhooks().extraFields(true).v2Twins(true).logOut(WHATSAPP);

        WebhookReceiver.Received v1 = receiver.next();
        WebhookReceiver.Received v2 = receiver.next();
        assertThat(v1.at("/sandbox_extra/nested/1")).isEqualTo("two");
        assertThat(v1.at("/data/sandbox_extra")).isEqualTo("true");
        assertThat(v1.at("/data/message")).isEqualTo("disabled");
        assertThat(v2.at("/object/sandbox_extra")).isEqualTo("true");
    }

    @Test
    void v2_twins_arrive_at_the_same_url_if_switched_on() throws Exception {
        sandbox.rules().oneChannelPerProvider(false);
        sandbox.webhooks().v2Twins(true);
        long channel = api.postForm(CHANNELS, "provider=whatsapp").id();
        sandbox.scanQrCode(channel);
        sandbox.webhooks().logOut(channel);
        api.delete(CHANNELS + "/" + channel);

        assertThat(receiver.next(10))
                .extracting(event -> event.name() + " " + event.at("/object/state"))
                .containsExactly(
                        "auth/create initial",
                        "qr_code/new ",
                        "auth/update initial",
                        "system/authorized ",
                        "auth/update enabled",
                        "system/synchronized ",
                        "system/disabled ",
                        "auth/update disabled",
                        "qr_code/new ",
                        "auth/update initial");
        assertThat(receiver.next().name()).isEqualTo("auth/delete");
    }

    @Test
    void v2_events_have_the_documented_shape() throws Exception {
        sandbox.rules().oneChannelPerProvider(false);
        sandbox.webhooks().v2Twins(true);
        long channel = api.postForm(CHANNELS, "provider=whatsapp").id();
        sandbox.webhooks().incomingMessage(WHATSAPP, "15550100", "Hello");

        assertThat(receiver.next().body())
                .isEqualTo("{\"event\":\"create\",\"type\":\"auth\",\"object\":{\"id\":" + channel
                        + ",\"company_id\":154,\"provider\":\"whatsapp\",\"state\":\"initial\",\"phone_number\":null,"
                        + "\"settings\":{},\"created_at\":\"2026-03-01T12:00:00.000Z\","
                        + "\"updated_at\":\"2026-03-01T12:00:00.000Z\",\"sync_messages_at\":null}}");
        String v1QrCode = receiver.next().at("/data");
        assertThat(receiver.next().at("/object/qr")).isEqualTo(v1QrCode);
        receiver.next();
        WebhookReceiver.Received conversation = receiver.next();
        assertThat(conversation.name()).isEqualTo("conversation/create");
        assertThat(conversation.at("/object/sender_phone")).isEqualTo("15550100");
        receiver.next();
        WebhookReceiver.Received message = receiver.next();
        assertThat(message.name()).isEqualTo("message/create");
        assertThat(message.at("/object/message")).isEqualTo("Hello");
        assertThat(message.at("/object/status")).isEqualTo("created");
        assertThat(message.at("/object/conversation/id")).isEqualTo(conversation.at("/object/id"));
    }

    @Test
    void pairing_code_is_in_a_v2_event() {
        sandbox.rules().oneChannelPerProvider(false);
        sandbox.webhooks().v2Twins(true);
        long channel =
                api.postForm(CHANNELS, "provider=whatsapp&phone=79250000001").id();
        api.postForm(CHANNELS + "/" + channel + "/request_code", "provider=whatsapp");

        receiver.next();
        assertThat(receiver.next().at("/object/code")).isEqualTo(sandbox.code(channel));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"new\"}", "not JSON"})
    void raw_event_is_sent_as_it_is(String event) {
        hooks.postForm("/companies/154/events", event);
        hooks.postJson("/companies/154/events", event);

        assertThat(receiver.next(2)).extracting(WebhookReceiver.Received::body).containsOnly(event);
    }

    @Test
    void events_can_be_listed() throws Exception {
        sandbox.webhooks().repeatDelay(Duration.ofMillis(1)).phoneOffline(WHATSAPP);
        sandbox.webhooks().awaitFinished(PATIENCE);
        receiver.answerAlways(500);
        sandbox.webhooks().phoneOnline(WHATSAPP);
        sandbox.webhooks().awaitFinished(PATIENCE);

        TestClient.Reply events = hooks.get("/events");

        assertThat(events.at("/delivered/0/event/data/message")).isEqualTo("phone offline");
        assertThat(events.at("/delivered/0/attempts/0")).isEqualTo("200");
        assertThat(events.at("/dropped/0/event/data/message")).isEqualTo("phone online");
        assertThat(events.at("/dropped/0/attempts/10")).isEqualTo("500");
        assertThat(events.at("/unfinished")).isEqualTo("0");
        assertThat(sandbox.webhooks().delivered().get(0).channelId()).isEqualTo(WHATSAPP);
    }
}
