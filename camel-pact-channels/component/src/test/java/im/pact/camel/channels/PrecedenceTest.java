/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static im.pact.camel.channels.ApiServer.object;
import static org.assertj.core.api.Assertions.assertThat;

import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.request.FirstMessage;
import im.pact.camel.channels.request.PactChannelsOperation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of the places that a value can be taken from. */
class PrecedenceTest {

    private static final String IDS = "companyId=154&channelId=399";

    @RegisterExtension
    static final ApiServer SERVER = new ApiServer();

    @BeforeEach
    void acceptEverything() {
        SERVER.acceptsEverything();
    }

    /** A value in each place that a row has one for, and from the first of them on, so that each place comes first once. */
    @ParameterizedTest(name = "{0} {2}")
    @CsvFileSource(resources = "/precedence.csv", numLinesToSkip = 1, delimiter = '|')
    void a_header_counts_more_than_the_body_and_the_body_more_than_an_option(
            String operation,
            String options,
            String apiName,
            String optionName,
            String header,
            String body,
            String option,
            String sent) {
        List<String> values = new ArrayList<>(List.of(moment(header), moment(body)));
        if (option != null) {
            values.add(moment(option));
        }
        for (int first = 0; first < values.size(); first++) {
            int place = first;
            String uri = operation + "?" + options
                    + (option == null ? "" : "&" + optionName + "=RAW(" + values.get(2) + ")");
            SERVER.clear();

            SERVER.send(uri, exchange -> {
                if (place <= 1) {
                    exchange.getMessage().setBody(Map.of(apiName, values.get(1)));
                }
                if (place == 0) {
                    exchange.getMessage().setHeader(header(optionName), values.get(0));
                }
            });

            assertThat(everythingSent()).contains(sent.replace("$", values.get(first)));
            for (String later : values.subList(first + 1, values.size())) {
                if (!later.equals(values.get(first))) {
                    assertThat(everythingSent()).doesNotContain(sent.replace("$", later));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sendFirst,  phone=79250000001, message",
        "userExists, pageSize=1,        phone",
    })
    void an_option_counts_more_than_a_text_in_the_body(String operation, String options, String name) {
        String uri = operation + "?" + IDS + "&" + options;
        Processor text = exchange -> exchange.getMessage().setBody("22222");

        SERVER.send(uri, exchange -> {
            text.process(exchange);
            exchange.getMessage().setHeader(header(name), "11111");
        });
        SERVER.send(uri + "&" + name + "=33333", text);
        SERVER.send(uri, text);

        assertThat(SERVER.requests())
                .extracting(request -> request.call() + request.body())
                .satisfiesExactly(
                        first -> assertThat(first).contains("11111").doesNotContain("22222"),
                        second -> assertThat(second).contains("33333").doesNotContain("22222"),
                        third -> assertThat(third).contains("22222"));
    }

    @ParameterizedTest
    @CsvSource({
        "telegram_personal, Code,             confirmation_type=code&code=$",
        "instagram,         ConfirmationCode, confirmation_code=$",
    })
    void a_header_counts_more_than_a_code_in_the_body(String provider, String header, String sent) {
        String uri = "confirm?" + IDS + "&provider=" + provider;
        Processor text = exchange -> exchange.getMessage().setBody("22222");

        SERVER.send(uri, exchange -> {
            text.process(exchange);
            exchange.getMessage().setHeader("CamelPactChannels" + header, "11111");
        });
        SERVER.send(uri, text);

        assertThat(SERVER.requests())
                .extracting(ApiServer.Request::form)
                .containsExactly(
                        "provider=" + provider + "&" + sent.replace("$", "11111"),
                        "provider=" + provider + "&" + sent.replace("$", "22222"));
    }

    /** A text that is constant in the route is what its author takes for final. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"order\":4711,\"card\":\"4111 1111\"}", "a text"})
    void a_body_that_is_a_text_does_not_replace_the_message_of_the_route(String body) {
        SERVER.send(
                "sendFirst?" + IDS + "&phone=79250000001&message=Your order is ready",
                exchange -> exchange.getMessage().setBody(body));

        assertThat(SERVER.request().form()).isEqualTo("phone=79250000001&message=Your order is ready");
    }

    @Test
    void a_channel_id_in_the_uri_counts_more_than_a_channel_in_the_body() {
        SERVER.send("delete?companyId=154&channelId=2", exchange -> exchange.getMessage()
                .setBody(new PactChannel(1, "viber")));

        assertThat(SERVER.request().call()).isEqualTo("DELETE /p1/companies/154/channels/2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", " 003 "})
    void a_channel_in_the_body_and_another_id_in_a_header_are_rejected(String header) {
        for (String operation :
                List.of("update", "delete", "sendFirst", "userExists", "requestCode", "confirm", "enablePage", "job")) {
            for (String option : List.of("", "&channelId=2", "&channelId=1", "&channelId=3")) {
                Exchange exchange = SERVER.exchange(operation + "?companyId=154" + option, it -> {
                    it.getMessage().setBody(new PactChannel(1, "viber"));
                    it.getMessage().setHeader(PactChannelsConstants.CHANNEL_ID, header);
                });

                assertThat(exchange.getException())
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage(operation + ": channelId is ambiguous: the header CamelPactChannelsChannelId is 3, "
                                + "the PactChannel in the body has 1. Remove the header or replace the body");
            }
        }
        assertThat(SERVER.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", " 01 "})
    void a_header_may_repeat_the_id_of_the_channel_in_the_body(String header) {
        SERVER.send("delete?companyId=154", exchange -> {
            exchange.getMessage().setBody(new PactChannel(1, "viber"));
            exchange.getMessage().setHeader(PactChannelsConstants.CHANNEL_ID, header);
        });

        assertThat(SERVER.request().call()).isEqualTo("DELETE /p1/companies/154/channels/1");
    }

    /** A wrong provider is refused by the service; it does not reach another person's channel. */
    @Test
    void a_provider_in_a_header_or_in_the_uri_counts_more_than_that_of_a_channel_in_the_body() {
        SERVER.send("requestCode?companyId=154", exchange -> {
            exchange.getMessage().setBody(new PactChannel(5, "viber"));
            exchange.getMessage().setHeader(PactChannelsConstants.PROVIDER, "telegram_personal");
        });
        SERVER.send("requestCode?companyId=154&provider=telegram_personal", exchange -> exchange.getMessage()
                .setBody(new PactChannel(5, "viber")));

        assertThat(SERVER.requests())
                .extracting(ApiServer.Request::form)
                .containsExactly("provider=telegram_personal", "provider=telegram_personal");
    }

    @Test
    void an_empty_header_counts_as_none() {
        SERVER.send("create?provider=viber&" + IDS, exchange -> {
            exchange.getMessage().setHeader(PactChannelsConstants.TOKEN, "");
            exchange.getMessage().setBody(Map.of("token", "from the body"));
        });

        assertThat(SERVER.request().form()).isEqualTo("provider=viber&token=from the body");
    }

    @Test
    void an_empty_value_in_the_body_counts_as_none() {
        SERVER.send("create?provider=viber&token=option&" + IDS, exchange -> exchange.getMessage()
                .setBody(Map.of("token", "")));

        assertThat(SERVER.request().form()).isEqualTo("provider=viber&token=option");
    }

    @Test
    void an_empty_body_counts_as_none() {
        SERVER.send("sendFirst?message=option&phone=79250000001&" + IDS, exchange -> exchange.getMessage()
                .setBody(""));

        assertThat(SERVER.request().form()).isEqualTo("phone=79250000001&message=option");
    }

    @Test
    void the_operation_in_the_header_wins_over_the_uri() {
        SERVER.send("delete?" + IDS, exchange -> {
            exchange.getMessage().setHeader(PactChannelsConstants.OPERATION, PactChannelsOperation.job);
            exchange.getMessage().setHeader(PactChannelsConstants.JOB_ID, 17);
        });

        assertThat(SERVER.request().call()).isEqualTo("GET /p1/companies/154/channels/399/jobs/17");
    }

    @ParameterizedTest
    @ValueSource(strings = {"userExists", "USEREXISTS", "userexists", "UserExists"})
    void the_operation_is_read_without_regard_to_case(String name) {
        SERVER.send("list?" + IDS, exchange -> {
            exchange.getMessage().setHeader(PactChannelsConstants.OPERATION, name);
            exchange.getMessage().setBody("79250000001");
        });
        SERVER.send(name + "?" + IDS, exchange -> exchange.getMessage().setBody("79250000001"));

        assertThat(SERVER.requests())
                .extracting(ApiServer.Request::call)
                .containsExactly(
                        "GET /p1/companies/154/channels/399/user_exists?phone=79250000001",
                        "GET /p1/companies/154/channels/399/user_exists?phone=79250000001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"erase", "send first", "create "})
    void an_unknown_operation_in_the_header_is_an_error_that_says_which_there_are(String name) {
        Exchange exchange =
                SERVER.exchange("list?" + IDS, it -> it.getMessage().setHeader(PactChannelsConstants.OPERATION, name));

        assertThat(exchange.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Unknown operation '" + name + "': must be one of list, create, update, delete, sendFirst, "
                        + "userExists, requestCode, confirm, enablePage, job, companies, registerWebhook");
        assertThat(SERVER.requests()).isEmpty();
    }

    /** All headers that an earlier step may have had, and none that the operation is given for itself. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create?provider=whatsapp               | {} | provider=whatsapp",
                "create?provider=telegram_personal&viaQrCode=true | {} | provider=telegram_personal&via_qr_code=true",
                "update?token=T                         | {} | token=T",
                "sendFirst?phone=11111&message=M        | {} | phone=11111&message=M",
                "requestCode?provider=telegram_personal | {} | provider=telegram_personal",
                "confirm?provider=telegram_personal     | {code: 1}"
                        + " | provider=telegram_personal&confirmation_type=code&code=1",
                "confirm?provider=instagram             | {confirmation_code: 1} | provider=instagram&confirmation_code=1",
            })
    void what_earlier_steps_left_in_headers_does_not_travel_with_another_operation(
            String uri, String body, String sent) {
        Map<String, String> leftovers = new LinkedHashMap<>();
        for (String name : List.of(
                "Token",
                "Username",
                "AccountName",
                "Subtype",
                "ApiProvider",
                "Login",
                "Password",
                "Data",
                "Phone",
                "SyncMessagesFrom",
                "Message",
                "TemplateId",
                "TemplateLanguageCode",
                "TemplateParameters",
                "ChallengeVariant",
                "ChallengeType",
                "ConfirmationType",
                "ConfirmationVariant",
                "ConfirmationCode",
                "Code",
                "JobState",
                "JobResult",
                "JobReason",
                "NextStep",
                "NextPageToken",
                "Nonsense")) {
            leftovers.put("CamelPactChannels" + name, "left over");
        }
        namesOfTheDocument(uri).forEach(name -> leftovers.remove("CamelPactChannels" + name));

        SERVER.send(uri + "&" + IDS, exchange -> {
            leftovers.forEach(exchange.getMessage()::setHeader);
            exchange.getMessage().setBody(object(body));
        });

        assertThat(SERVER.request().form()).isEqualTo(sent);
    }

    /** What the document names for the operation and the provider is the operation's own. */
    private static List<String> namesOfTheDocument(String uri) {
        return switch (uri.substring(0, uri.indexOf('?'))) {
            case "create" ->
                uri.contains("telegram")
                        ? List.of("Phone", "ViaQrCode", "SyncMessagesFrom")
                        : List.of("SyncMessagesFrom", "DoNotMarkAsRead");
            case "update" -> List.of("Token", "Login", "Password");
            case "sendFirst" -> List.of("Phone", "Message", "TemplateId", "TemplateLanguageCode", "TemplateParameters");
            case "confirm" ->
                uri.contains("telegram")
                        ? List.of("ConfirmationType", "Code", "Password")
                        : List.of("ConfirmationType", "ConfirmationVariant", "ConfirmationCode");
            default -> List.of();
        };
    }

    @Test
    void headers_that_only_seem_to_belong_here_are_not_read() {
        SERVER.send("userExists?phone=79250000001&" + IDS, exchange -> {
            for (String name : List.of("ApiToken", "BaseUri", "HttpClient", "RequestFormat", "ValidateParameters")) {
                exchange.getMessage().setHeader("CamelPactChannels" + name, "http://127.0.0.1:1");
            }
            exchange.getMessage().setHeader("X-Private-Api-Token", "another");
            exchange.getMessage().setHeader(Exchange.HTTP_URI, "http://127.0.0.1:1");
            exchange.getMessage().setHeader(Exchange.HTTP_QUERY, "a=b");
            exchange.getMessage().setHeader(Exchange.HTTP_METHOD, "DELETE");
        });

        assertThat(SERVER.request().call())
                .isEqualTo("GET /p1/companies/154/channels/399/user_exists?phone=79250000001");
        assertThat(SERVER.request().header("X-Private-Api-Token")).isEqualTo(ApiServer.TOKEN);
    }

    @Test
    void headers_may_be_bytes() {
        SERVER.send("list?companyId=1", exchange -> {
            Map.of(
                            PactChannelsConstants.OPERATION, "sendFirst",
                            PactChannelsConstants.COMPANY_ID, "154",
                            PactChannelsConstants.CHANNEL_ID, "399",
                            PactChannelsConstants.PHONE, "+7 925 000-00-01",
                            PactChannelsConstants.MESSAGE, "Привет")
                    .forEach((name, value) ->
                            exchange.getMessage().setHeader(name, value.getBytes(StandardCharsets.UTF_8)));
        });

        assertThat(SERVER.request().call()).isEqualTo("POST /p1/companies/154/channels/399/conversations");
        assertThat(SERVER.request().form()).isEqualTo("phone=79250000001&message=Привет");
    }

    @Test
    void an_unknown_provider_takes_headers_too() {
        SERVER.send("create?companyId=154", exchange -> {
            exchange.getMessage().setHeader(PactChannelsConstants.PROVIDER, "signal");
            exchange.getMessage().setHeader(PactChannelsConstants.TOKEN, "T");
        });

        assertThat(SERVER.request().form()).isEqualTo("provider=signal&token=T");
    }

    @Test
    void a_record_is_completed_by_headers_and_options() {
        SERVER.send("sendFirst?templateLanguageCode=en&" + IDS, exchange -> {
            exchange.getMessage().setBody(new FirstMessage(Map.of("templateId", "I", "phone", "22222")));
            exchange.getMessage().setHeader(PactChannelsConstants.PHONE, "11111");
        });

        assertThat(SERVER.request().form()).isEqualTo("phone=11111&template[id]=I&template[language_code]=en");
    }

    /** {@code -1d} is the time a day ago. */
    private static String moment(String value) {
        return value.matches("-\\dd")
                ? String.valueOf(Instant.now()
                        .minus(Duration.ofDays(Character.digit(value.charAt(1), 10)))
                        .getEpochSecond())
                : value;
    }

    private static String everythingSent() {
        ApiServer.Request request = SERVER.request();
        boolean query = request.call().contains("?");
        return request.path() + "?" + (query ? request.query() : request.form()) + "&";
    }

    private static String header(String optionName) {
        return "CamelPactChannels" + Character.toUpperCase(optionName.charAt(0)) + optionName.substring(1);
    }
}
