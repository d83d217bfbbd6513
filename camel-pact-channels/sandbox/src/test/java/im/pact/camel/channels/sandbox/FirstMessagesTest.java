/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import static im.pact.camel.channels.sandbox.PactChannelsSandbox.COMPANY_ID;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** "How to write first message", delivery jobs, and "How to check if user has Whatsapp account". */
class FirstMessagesTest {

    private static final long WHATSAPP = 399;
    private static final long BUSINESS = 400;
    private static final long VIBER = 401;
    private static final String SEND = "/companies/154/channels/399/conversations";
    private static final String SEND_BUSINESS = "/companies/154/channels/400/conversations";

    @RegisterExtension
    static final PactChannelsSandboxExtension SANDBOX = new PactChannelsSandboxExtension();

    private final TestClock clock = new TestClock();
    private PactChannelsSandbox sandbox;
    private TestClient api;

    @BeforeEach
    void connect(PactChannelsSandbox fresh) {
        sandbox = fresh;
        sandbox.rules().clock(clock);
        sandbox.addChannel(COMPANY_ID, WHATSAPP, "whatsapp");
        sandbox.addChannel(COMPANY_ID, BUSINESS, "whatsapp_business");
        sandbox.addChannel(COMPANY_ID, VIBER, "viber");
        api = new TestClient(fresh);
    }

    @Test
    void first_message_returns_a_job_in_progress() {
        TestClient.Reply reply = api.postForm(SEND, "phone=79250000001&message=Hello");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body())
                .isEqualTo("{\"status\":\"ok\",\"data\":{\"id\":1,\"company_id\":154,"
                        + "\"channel\":{\"id\":399,\"type\":\"whatsapp\"},\"state\":\"trying_deliver\","
                        + "\"conversation_id\":null,\"message_id\":null,\"details\":null,\"created_at\":"
                        + clock.instant().getEpochSecond() + "}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"message", "text"})
    void message_can_be_named_text_in_form_json_and_query(String name) {
        api.postForm(
                SEND, "phone=79250000001&" + name + "=%D0%9F%D1%80%D0%B8%D0%B2%D0%B5%D1%82+%2B+%26%0A%F0%9F%98%80");
        api.postJson(SEND, "{\"phone\":\"79250000001\",\"" + name + "\":\"Привет + &\\n😀\"}");
        api.send(
                "POST",
                SEND + "?phone=79250000001&" + name + "=%D0%9F%D1%80%D0%B8%D0%B2%D0%B5%D1%82+%2B+%26%0A%F0%9F%98%80",
                null,
                null);

        assertThat(sandbox.jobs(WHATSAPP))
                .hasSize(3)
                .allSatisfy(job -> assertThat(job.message()).isEqualTo("Привет + &\n😀"))
                .allSatisfy(job -> assertThat(job.phone()).isEqualTo("79250000001"));
    }

    @Test
    void template_is_the_same_in_form_and_json() {
        api.postForm(
                SEND_BUSINESS,
                "phone=79250000001&template[id]=welcome&template[language_code]=ru"
                        + "&template[parameters][]=имя&template%5Bparameters%5D%5B%5D=a%26b");
        api.postJson(
                SEND_BUSINESS,
                "{\"phone\":\"79250000001\",\"template\":{\"id\":\"welcome\",\"language_code\":\"ru\","
                        + "\"parameters\":[\"имя\",\"a&b\"]}}");

        assertThat(sandbox.jobs(BUSINESS)).hasSize(2).allSatisfy(job -> assertThat(job.template())
                .isEqualTo(Map.of("id", "welcome", "language_code", "ru", "parameters", List.of("имя", "a&b"))));
    }

    @Test
    void template_without_parameters_is_accepted_in_form_and_json() {
        api.postForm(SEND_BUSINESS, "phone=79250000001&template[id]=a&template[language_code]=en");
        api.postJson(
                SEND_BUSINESS,
                "{\"phone\":\"79250000001\",\"template\":{\"id\":\"a\",\"language_code\":\"en\",\"parameters\":[]}}");

        assertThat(sandbox.jobs(BUSINESS)).hasSize(2).allSatisfy(job -> assertThat(job.template())
                .containsEntry("parameters", List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "399, message=Hello,                                                                          phone",
        "399, phone=%2B79250000001&message=Hello,                                                     phone",
        "399, phone=7925-000&message=Hello,                                                           phone",
        "399, phone=1234&message=Hello,                                                               phone",
        "399, phone=79250000001,                                                                      message",
        "399, phone=79250000001&message=,                                                             message",
        "399, phone=79250000001&template[id]=a&template[language_code]=en,                            template",
        "399, phone=79250000001&message=Hello&template[id]=a&template[language_code]=en,              template",
        "400, phone=79250000001,                                                                      template",
        "400, phone=79250000001&message=Hello,                                                        message",
        "400, phone=79250000001&message=Hello&template[id]=a&template[language_code]=en,              message",
        "400, phone=79250000001&template=a,                                                           template",
        "400, phone=79250000001&template[language_code]=en,                                           id",
        "400, phone=79250000001&template[id]=a,                                                       language_code",
        "400, phone=79250000001&template[id]=a&template[language_code]=en&template[parameters]=b,     parameters",
        "400, phone=79250000001&template[id]=a&template[language_code]=en&template[parameters][0]=b,  parameters"
    })
    void missing_invalid_or_unexpected_parameter_is_named_in_400(long channel, String form, String parameter) {
        TestClient.Reply reply = api.postForm("/companies/154/channels/" + channel + "/conversations", form);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.detail()).contains("'" + parameter + "'");
        assertThat(sandbox.jobs(channel)).isEmpty();
    }

    @Test
    void other_providers_have_no_first_messages_and_no_user_exists() {
        assertThat(api.postForm("/companies/154/channels/401/conversations", "phone=79250000001&message=a")
                        .status())
                .isEqualTo(400);
        assertThat(api.get("/companies/154/channels/401/user_exists?phone=79250000001")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void job_is_finished_at_its_second_poll() {
        api.postForm(SEND, "phone=79250000001&message=Hello");

        assertThat(job(1).at("/data/state")).isEqualTo("trying_deliver");
        TestClient.Reply done = job(1);
        assertThat(done.body())
                .isEqualTo("{\"status\":\"ok\",\"data\":{\"id\":1,\"company_id\":154,"
                        + "\"channel\":{\"id\":399,\"type\":\"whatsapp\"},\"state\":\"delivered\","
                        + "\"conversation_id\":1,\"message_id\":1,\"details\":{\"result\":\"DELIVERED\"},\"created_at\":"
                        + clock.instant().getEpochSecond() + "}}");
        assertThat(job(1).body()).isEqualTo(done.body());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void number_of_polls_until_a_job_is_finished_is_a_rule(int polls) {
        sandbox.rules().pollsUntilDelivered(polls);
        api.postForm(SEND, "phone=79250000001&message=Hello");
        for (int i = 1; i < polls; i++) {
            assertThat(job(1).at("/data/state")).isEqualTo("trying_deliver");
        }

        assertThat(job(1).at("/data/state")).isEqualTo("delivered");
    }

    @Test
    void finish_jobs_finishes_all_jobs() {
        api.postForm(SEND, "phone=79250000001&message=Hello");
        api.postForm(SEND, "phone=79250000002&message=Hello");
        assertThat(sandbox.jobs(WHATSAPP)).extracting(SandboxJob::result).containsOnlyNulls();

        sandbox.finishJobs();

        assertThat(sandbox.jobs(WHATSAPP)).extracting(SandboxJob::result).containsExactly("DELIVERED", "DELIVERED");
        assertThat(job(1).at("/data/state")).isEqualTo("delivered");
    }

    @Test
    void delivery_by_phone_is_a_rule() {
        sandbox.deliver(phone -> phone.endsWith("1"));
        api.postForm(SEND, "phone=79250000001&message=Hello");
        api.postForm(SEND, "phone=79250000002&message=Hello");
        sandbox.finishJobs();

        assertThat(job(1).at("/data/details/result")).isEqualTo("DELIVERED");
        assertThat(job(2).at("/data/details/result")).isEqualTo("NOT DELIVERED");
        assertThat(job(2).at("/data/details/reason")).isNotBlank();
        assertThat(job(2).json().at("/data/message_id").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/job-failures.csv", delimiter = '|', quoteCharacter = '\0', numLinesToSkip = 1)
    void failed_job_has_the_state_and_details_of_the_rule(String state, String details) throws Exception {
        sandbox.rules()
                .jobFailure(state, TestClient.MAPPER.readValue(details, Object.class))
                .deliver(phone -> false);

        api.postForm(SEND, "phone=79250000001&message=Hello");
        sandbox.finishJobs();

        TestClient.Reply failed = job(1);
        assertThat(failed.at("/data/state")).isEqualTo(state);
        assertThat(failed.json().at("/data/details")).hasToString(details);
        assertThat(failed.json().at("/data/message_id").isNull()).isTrue();
        assertThat(sandbox.jobs(WHATSAPP)).extracting(SandboxJob::result).containsExactly("NOT DELIVERED");
    }

    @Test
    void failure_of_one_phone_can_differ() {
        sandbox.rules()
                .jobFailure("failed", null)
                .failJob("79250000001", "error", Map.of("reason", "integration is off"));
        api.postForm(SEND, "phone=79250000000&message=Hello");
        api.postForm(SEND, "phone=79250000001&message=Hello");
        api.postForm(SEND, "phone=79250000002&message=Hello");
        sandbox.finishJobs();

        assertThat(job(1).at("/data/state")).isEqualTo("failed");
        assertThat(job(2).at("/data/state")).isEqualTo("error");
        assertThat(job(2).at("/data/details/reason")).isEqualTo("integration is off");
        assertThat(job(3).at("/data/details/result")).isEqualTo("DELIVERED");
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/pending-job-details.csv", delimiter = '|', quoteCharacter = '\0', numLinesToSkip = 1)
    void job_in_progress_has_the_details_of_the_rule(String details) throws Exception {
        sandbox.rules().pendingJobDetails(TestClient.MAPPER.readValue(details, Object.class));

        TestClient.Reply pending = api.postForm(SEND, "phone=79250000001&message=Hello");

        assertThat(pending.at("/data/state")).isEqualTo("trying_deliver");
        assertThat(pending.json().at("/data/details")).hasToString(details);
        sandbox.finishJobs();
        assertThat(job(1).at("/data/details/result")).isEqualTo("DELIVERED");
    }

    @Test
    void message_on_a_channel_without_scanned_qr_code_is_not_delivered() {
        sandbox.removeChannel(WHATSAPP);
        long waiting =
                api.postForm("/companies/154/channels", "provider=whatsapp").id();
        api.postForm("/companies/154/channels/" + waiting + "/conversations", "phone=79250000001&message=Hello");
        sandbox.finishJobs();

        assertThat(sandbox.jobs(waiting)).extracting(SandboxJob::result).containsExactly("NOT DELIVERED");
    }

    @Test
    void job_of_another_channel_is_404() {
        api.postForm(SEND, "phone=79250000001&message=Hello");

        assertThat(api.get("/companies/154/channels/400/jobs/1").status()).isEqualTo(404);
        assertThat(job(2).status()).isEqualTo(404);
        assertThat(api.get("/companies/154/channels/77/jobs/1").status()).isEqualTo(404);
    }

    @Test
    void same_message_sent_twice_gives_two_jobs() {
        api.postForm(SEND, "phone=79250000001&message=Hello");
        api.postForm(SEND, "phone=79250000001&message=Hello");

        assertThat(sandbox.jobs(WHATSAPP)).extracting(SandboxJob::id).containsExactly(1L, 2L);
    }

    @Test
    void phone_has_an_account_unless_it_ends_in_0() {
        assertThat(exists("79250000001").body()).isEqualTo("{\"status\":\"ok\",\"exists\":true}");
        assertThat(exists("79250000000").body()).isEqualTo("{\"status\":\"ok\",\"exists\":false}");
    }

    @Test
    void message_to_a_phone_without_account_is_not_delivered() {
        api.postForm(SEND, "phone=79250000000&message=Hello");
        sandbox.finishJobs();

        assertThat(sandbox.jobs(WHATSAPP)).extracting(SandboxJob::result).containsExactly("NOT DELIVERED");
    }

    @Test
    void accounts_by_phone_are_a_rule() {
        sandbox.rules().userExists("79250000000"::equals);

        assertThat(exists("79250000001").at("/exists")).isEqualTo("false");
        assertThat(exists("79250000000").at("/exists")).isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+79250000001", "abc", "1234567890123456"})
    void phone_that_is_not_5_to_15_digits_is_400(String phone) {
        assertThat(exists(TestClient.encode(phone)).status()).isEqualTo(400);
    }

    private TestClient.Reply job(long id) {
        return api.get("/companies/154/channels/399/jobs/" + id);
    }

    private TestClient.Reply exists(String phone) {
        return api.get("/companies/154/channels/399/user_exists?phone=" + phone);
    }
}
