/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import static im.pact.camel.channels.sandbox.PactChannelsSandbox.COMPANY_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** QR codes of channels that wait for a scan, as events. */
class QrCodesTest {

    private static final String CHANNELS = "/companies/154/channels";

    @RegisterExtension
    static final PactChannelsSandboxExtension SANDBOX = new PactChannelsSandboxExtension();

    private WebhookReceiver receiver;
    private PactChannelsSandbox sandbox;
    private TestClient api;

    @BeforeEach
    void register(PactChannelsSandbox fresh) throws Exception {
        sandbox = fresh;
        api = new TestClient(fresh);
        receiver = new WebhookReceiver();
        sandbox.webhooks().url(COMPANY_ID, receiver.url());
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"provider=whatsapp", "provider=max", "provider=telegram_personal&via_qr_code=true"})
    void channel_that_is_connected_by_qr_code_sends_one_that_can_be_scanned(String parameters) throws Exception {
        long channel = api.postForm(CHANNELS, parameters).id();

        WebhookReceiver.Received event = receiver.next();
        assertThat(event.method()).isEqualTo("POST");
        assertThat(event.path()).isEqualTo("/hook");
        assertThat(event.contentType()).isEqualTo("application/json");
        assertThat(event.body())
                .startsWith("{\"type\":\"qr_code\",\"event\":\"new\",\"company_id\":154,\"channel_id\":" + channel
                        + ",\"data\":\"data:image/png;base64,iVBORw0KGgo");
        assertThat(QrReader.read(event.at("/data"))).isEqualTo("sandbox," + channel + ",1");
        assertThat(sandbox.webhooks().qrText(channel)).isEqualTo("sandbox," + channel + ",1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "provider=whatsapp&phone=79250000001",
                "provider=telegram_personal&phone=79250000001",
                "provider=telegram&token=1"
            })
    void other_channels_send_no_qr_code(String parameters) throws Exception {
        api.postForm(CHANNELS, parameters);

        sandbox.webhooks().awaitFinished(Duration.ofSeconds(10));
        assertThat(receiver.waiting()).isZero();
    }

    @Test
    void new_code_is_sent_at_each_interval_until_it_is_scanned() throws Exception {
        sandbox.webhooks().qrInterval(Duration.ofMillis(20));
        long channel = api.postForm(CHANNELS, "provider=whatsapp").id();

        for (int number = 1; number <= 3; number++) {
            assertThat(QrReader.read(receiver.next().at("/data"))).isEqualTo("sandbox," + channel + "," + number);
        }
        sandbox.scanQrCode(channel);

        WebhookReceiver.Received event;
        do {
            event = receiver.next();
        } while (event.at("/type").equals("qr_code"));
        assertThat(event.name()).isEqualTo("system/authorized");
        assertThat(receiver.next().name()).isEqualTo("system/synchronized");
        sandbox.webhooks().awaitFinished(Duration.ofSeconds(10));
        assertThat(receiver.waiting()).isZero();
        assertThat(sandbox.channel(channel).orElseThrow().state()).isEqualTo(ChannelState.ENABLED);
        assertThat(sandbox.webhooks().qrText(channel)).isNull();
    }

    @Test
    void deleted_channel_gets_no_more_codes() throws Exception {
        sandbox.webhooks().qrInterval(Duration.ofMillis(20));
        long channel = api.postForm(CHANNELS, "provider=whatsapp").id();
        receiver.next(2);

        api.delete(CHANNELS + "/" + channel);

        sandbox.webhooks().awaitFinished(Duration.ofSeconds(10));
        long sent = sandbox.webhooks().deliveredCount();
        // Another channel goes on: whatever is sent from now on is for it.
        long other = api.postForm(CHANNELS, "provider=max").id();
        receiver.next((int) sent - 2);
        assertThat(receiver.next(3))
                .allSatisfy(event -> assertThat(event.at("/channel_id")).isEqualTo(Long.toString(other)));
    }

    @Test
    void code_is_sent_before_the_response_if_switched_on() throws Exception {
        sandbox.webhooks().qrBeforeResponse(true);
        CountDownLatch created = new CountDownLatch(1);
        CountDownLatch responded = new CountDownLatch(1);
        receiver.answerNext(exchange -> {
            created.countDown();
            // The receiver may use the API before it answers.
            assertThat(api.get(CHANNELS).ids()).hasSize(1);
            assertThat(responded.getCount()).isEqualTo(1);
            WebhookReceiver.respond(exchange, 200, "OK");
        });

        long channel = api.postForm(CHANNELS, "provider=whatsapp").id();
        responded.countDown();

        assertThat(created.getCount()).isZero();
        assertThat(receiver.next().at("/channel_id")).isEqualTo(Long.toString(channel));
        assertThat(sandbox.webhooks().delivered()).hasSize(1);
    }

    @Test
    void data_has_no_prefix_if_switched_off() throws Exception {
        sandbox.webhooks().qrDataPrefix(false);
        long channel = api.postForm(CHANNELS, "provider=whatsapp").id();

        String data = receiver.next().at("/data");

        assertThat(data).startsWith("iVBORw0KGgo");
        assertThat(QrReader.read(data)).isEqualTo("sandbox," + channel + ",1");
    }

    @Test
    void next_code_can_be_requested() throws Exception {
        long channel = api.postForm(CHANNELS, "provider=whatsapp").id();
        sandbox.webhooks().newQrCode(channel);

        assertThat(receiver.next(2))
                .extracting(event -> QrReader.read(event.at("/data")))
                .containsExactly("sandbox," + channel + ",1", "sandbox," + channel + ",2");
    }

    @Test
    void codes_are_scanned_by_themselves_if_switched_on() {
        sandbox.webhooks().qrScannedAfter(Duration.ofMillis(1));
        api.postForm(CHANNELS, "provider=whatsapp");

        assertThat(receiver.next(3))
                .extracting(WebhookReceiver.Received::name)
                .containsExactly("qr_code/new", "system/authorized", "system/synchronized");
    }

    @Test
    void code_that_is_scanned_at_once_is_sent_before() {
        sandbox.rules().qrCodesScannedAtOnce(true);
        long channel = api.postForm(CHANNELS, "provider=whatsapp").id();

        assertThat(receiver.next(3))
                .extracting(WebhookReceiver.Received::name)
                .containsExactly("qr_code/new", "system/authorized", "system/synchronized");
        assertThatIllegalStateException().isThrownBy(() -> sandbox.webhooks().newQrCode(channel));
    }

    @Test
    void company_without_url_gets_the_next_code_after_its_registration() {
        sandbox.webhooks().url(COMPANY_ID, null);
        long channel = api.postForm(CHANNELS, "provider=whatsapp").id();

        sandbox.webhooks().url(COMPANY_ID, receiver.url()).newQrCode(channel);

        assertThat(receiver.next().at("/channel_id")).isEqualTo(Long.toString(channel));
    }
}
