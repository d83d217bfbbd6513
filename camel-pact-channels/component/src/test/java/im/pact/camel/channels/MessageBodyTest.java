/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static im.pact.camel.channels.ApiServer.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.request.CreateChannel;
import im.pact.camel.channels.request.UpdateChannel;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kinds of bodies, and the parameters that each has. */
class MessageBodyTest {

    private static final String IDS = "companyId=154&channelId=399";

    @RegisterExtension
    static final ApiServer SERVER = new ApiServer();

    @BeforeEach
    void acceptEverything() {
        SERVER.acceptsEverything();
    }

    @Test
    void what_is_empty_does_not_stand_against_its_alternative() {
        SERVER.send("sendFirst?" + IDS, exchange -> exchange.getMessage()
                .setBody(object("{phone: '79250000001', message: '', template: {id: 'I', language_code: 'en'}}")));

        assertThat(SERVER.request().form()).isEqualTo("phone=79250000001&template[id]=I&template[language_code]=en");
    }

    @Test
    void the_name_of_the_api_wins_over_its_camel_case_spelling() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("accountName", "camel");
        body.put("account_name", "api");
        SERVER.send(
                "create?provider=whatsapp_business&username=79250000001&token=T&" + IDS,
                exchange -> exchange.getMessage().setBody(body));

        assertThat(SERVER.request().form())
                .isEqualTo("provider=whatsapp_business&username=79250000001&account_name=api&token=T");
    }

    @ParameterizedTest
    @ValueSource(strings = {"channelId", "channel_id", "external_id"})
    void the_body_may_name_its_channel_in_each_way_that_the_api_does(String name) {
        SERVER.send("delete?companyId=154", exchange -> exchange.getMessage().setBody(Map.of(name, "400")));

        assertThat(SERVER.request().call()).isEqualTo("DELETE /p1/companies/154/channels/400");
    }

    @Test
    void the_ids_of_the_body_are_not_sent_as_parameters() {
        SERVER.send("update?companyId=1", exchange -> exchange.getMessage()
                .setBody(object("{company_id: 2, external_id: 3, job_id: 4, token: 'T'}")));

        assertThat(SERVER.request().call()).isEqualTo("PUT /p1/companies/2/channels/3");
        assertThat(SERVER.request().form()).isEqualTo("token=T");
    }

    @Test
    void a_channel_gives_its_provider_to_an_operation_that_names_one() {
        SERVER.send("requestCode?companyId=154", exchange -> exchange.getMessage()
                .setBody(new PactChannel(5, "telegram_personal")));

        assertThat(SERVER.request().call()).isEqualTo("POST /p1/companies/154/channels/5/request_code");
        assertThat(SERVER.request().form()).isEqualTo("provider=telegram_personal");
    }

    @Test
    void a_channel_is_no_change_of_itself() {
        Exchange exchange =
                SERVER.exchange("update?companyId=154", it -> it.getMessage().setBody(new PactChannel(5, null)));

        assertThat(exchange.getException())
                .hasMessage("update: nothing to change was given: token, login and password, or others");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a text", "{\"channel_id\": 5, \"job_id\": 6}", "[", ""})
    void a_text_is_left_alone_by_calls_without_parameters(String text) {
        SERVER.send("delete?" + IDS, exchange -> exchange.getMessage().setBody(text));
        SERVER.send("job?" + IDS, exchange -> {
            exchange.getMessage().setHeader(PactChannelsConstants.JOB_ID, 17);
            exchange.getMessage().setBody(text.getBytes(StandardCharsets.UTF_8));
        });

        assertThat(SERVER.requests())
                .extracting(ApiServer.Request::call)
                .containsExactly("DELETE /p1/companies/154/channels/399", "GET /p1/companies/154/channels/399/jobs/17");
    }

    @Test
    void an_object_that_says_nothing_is_left_alone() {
        SERVER.send("update?token=T&" + IDS, exchange -> exchange.getMessage().setBody(new Object()));

        assertThat(SERVER.request().form()).isEqualTo("token=T");
    }

    @Test
    void a_tree_is_read_like_a_map() throws Exception {
        SERVER.send("update?" + IDS, exchange -> exchange.getMessage()
                .setBody(new ObjectMapper().readTree("{\"external_id\":400,\"token\":\"T\"}")));

        assertThat(SERVER.request().call()).isEqualTo("PUT /p1/companies/154/channels/400");
        assertThat(SERVER.request().form()).isEqualTo("token=T");
    }

    @Test
    void a_tree_that_is_no_object_says_nothing() {
        SERVER.send("update?token=T&" + IDS, exchange -> exchange.getMessage()
                .setBody(new ObjectMapper().readTree("[{\"token\":\"another\"}]")));

        assertThat(SERVER.request().form()).isEqualTo("token=T");
    }

    /** What is meant for another operation must not be sent with this one. */
    @Test
    void the_request_of_another_operation_is_refused_or_left_alone() {
        Exchange update = SERVER.exchange(
                "update?" + IDS, exchange -> exchange.getMessage().setBody(CreateChannel.byToken("viber", "T")));
        assertThat(update.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("update: the body must be UpdateChannel (was CreateChannel)");
        assertThat(SERVER.requests()).isEmpty();

        SERVER.send("delete?" + IDS, exchange -> exchange.getMessage().setBody(CreateChannel.byToken("viber", "T")));
        assertThat(SERVER.request().body()).isEmpty();
    }

    static Stream<Object> carriersOfAText() {
        String text = "Привет, 漢字 🙂";
        return Stream.of(
                text,
                CharBuffer.wrap(text),
                text.getBytes(StandardCharsets.UTF_8),
                text.toCharArray(),
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                new StringReader(text),
                ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @MethodSource("carriersOfAText")
    void a_text_is_the_message_whatever_carries_it(Object carrier) {
        SERVER.send("sendFirst?phone=79250000001&" + IDS, exchange -> exchange.getMessage()
                .setBody(carrier));

        assertThat(SERVER.request().form()).isEqualTo("phone=79250000001&message=Привет, 漢字 🙂");
    }

    @Test
    void a_file_is_the_message(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("message.txt"), "Привет");

        SERVER.send("sendFirst?phone=79250000001&" + IDS, exchange -> exchange.getMessage()
                .setBody(file.toFile()));

        assertThat(SERVER.request().form()).isEqualTo("phone=79250000001&message=Привет");
    }

    @Test
    void a_number_is_a_code() {
        SERVER.send("confirm?provider=telegram_personal&" + IDS, exchange -> exchange.getMessage()
                .setBody(2567));

        assertThat(SERVER.request().form()).isEqualTo("provider=telegram_personal&confirmation_type=code&code=2567");
    }

    @ParameterizedTest
    @ValueSource(strings = {"map", "record", "json"})
    void an_unknown_provider_and_its_parameters_pass_unchanged(String way) {
        String given = "{provider: 'signal', phone: '+7 (1)', subtype: 'gold', botName: 'Bot', bot_flags: ['a', 'b'], "
                + "via_qr_code: 'maybe', limits: {day: 5}}";
        SERVER.send("create?companyId=154", exchange -> exchange.getMessage()
                .setBody(
                        switch (way) {
                            case "map" -> object(given);
                            case "record" -> new CreateChannel(object(given));
                            default -> ApiServer.json(object(given));
                        }));

        assertThat(SERVER.request().form())
                .isEqualTo("provider=signal&subtype=gold&via_qr_code=maybe&phone=+7 (1)&botName=Bot"
                        + "&bot_flags[]=a&bot_flags[]=b&limits[day]=5");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create      | {provider: 'viber', extra: 'a b', token: 'T', flag: true} | provider=viber&token=T&extra=a b&flag=true",
                "update      | {extra: 'a b'} | extra=a b",
                "sendFirst   | {phone: '11111', extra: 1, message: 'M'} | phone=11111&message=M&extra=1",
                "requestCode | {provider: 'telegram_personal', extra: 'x'} | provider=telegram_personal&extra=x",
                "confirm     | {provider: 'instagram', extra: 'x', confirmation_code: '1'} | provider=instagram&confirmation_code=1&extra=x",
            })
    void parameters_that_the_document_does_not_name_pass_unchanged_behind_the_others(
            String operation, String given, String sent) {
        SERVER.send(operation + "?" + IDS, exchange -> exchange.getMessage().setBody(object(given)));

        assertThat(SERVER.request().form()).isEqualTo(sent);
    }

    @Test
    void an_extra_parameter_may_be_a_moment() {
        SERVER.send("update?" + IDS, exchange -> exchange.getMessage()
                .setBody(UpdateChannel.token("T").with("valid_until", Instant.ofEpochSecond(2_000_000_000))));

        assertThat(SERVER.request().form()).isEqualTo("token=T&valid_until=2000000000");
    }
}
