/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static im.pact.camel.channels.ApiServer.document;
import static im.pact.camel.channels.ApiServer.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.request.CreateChannel;
import im.pact.camel.channels.request.FirstMessage;
import im.pact.camel.channels.request.PactChannelsOperation;
import im.pact.camel.channels.request.UpdateChannel;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PropertyBindingSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a value is taken from, and what is not taken. */
@SuppressWarnings("TimeInStaticInitializer") // The service looks back 31 days from now.
class PrecedenceTest {

    private static final String ALL_IDS = "companyId=154&channelId=399&jobId=17";
    private static final Instant NOW = Instant.ofEpochSecond(Instant.now().getEpochSecond());

    @RegisterExtension
    static final ApiServer SERVER = new ApiServer();

    /** Good enough for every operation. */
    @BeforeEach
    void answerEverything() {
        SERVER.answers("{'status':'ok','exists':true,'data':{'id':17,'external_id':399}}".replace('\'', '"'));
    }

    /** A value of its own in each place: header, body, option of the endpoint, option of the component. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    private record Places(
            String parameter,
            String operation,
            String others,
            String apiName,
            String optionName,
            String[] values,
            String sent) {

        /** Where the value stands in what is sent, {@code $} in its place. */
        String sent(int place) {
            return sent.replace("$", values[place]);
        }
    }

    private static Places places(
            String operation, String others, String apiName, String optionName, String sent, Object... values) {
        return new Places(
                operation + " " + apiName,
                operation,
                others,
                apiName,
                optionName,
                Arrays.stream(values).map(String::valueOf).toArray(String[]::new),
                sent);
    }

    static Stream<Arguments> everyParameterInEveryPlace() {
        String instagram = "provider=instagram_business&requestFormat=form";
        return Stream.of(
                        places(
                                "create",
                                "token=T",
                                "provider",
                                "provider",
                                "provider=$&",
                                "viber",
                                "telegram",
                                "vk",
                                "new"),
                        places("create", "provider=viber", "token", "token", "token=$", "h+", "b/", "o=", "c"),
                        places("update", "login=L", "password", "password", "password=$", "h", "b", "o", "c"),
                        places(
                                "confirm",
                                "provider=telegram_personal",
                                "code",
                                "code",
                                "code=$",
                                "01",
                                "02",
                                "03",
                                "04"),
                        places(
                                "sendFirst",
                                "message=M",
                                "phone",
                                "phone",
                                "phone=$&",
                                "11111",
                                "22222",
                                "33333",
                                "44444"),
                        places(
                                "userExists",
                                "pageSize=1",
                                "phone",
                                "phone",
                                "phone=$",
                                "11111",
                                "22222",
                                "33333",
                                "44444"),
                        places(
                                "sendFirst",
                                "phone=79250000001&templateLanguageCode=en",
                                "template[id]",
                                "templateId",
                                "template[id]=$&",
                                "h",
                                "b",
                                "o",
                                "c"),
                        places(
                                "sendFirst",
                                "phone=79250000001&templateLanguageCode=en&templateId=I",
                                "template[parameters]",
                                "templateParameters",
                                "template[parameters][]=$",
                                "h",
                                "b",
                                "o",
                                "c"),
                        places(
                                "create",
                                instagram + "&token=T&data={\"a\":1}",
                                "phone",
                                "phone",
                                "phone=+$&",
                                "11111",
                                "22222",
                                "33333",
                                "44444"),
                        places(
                                "requestCode",
                                "provider=instagram",
                                "challenge_variant",
                                "challengeVariant",
                                "challenge_variant=$",
                                0,
                                1,
                                2,
                                3),
                        places(
                                "create",
                                "provider=whatsapp",
                                "do_not_mark_as_read",
                                "doNotMarkAsRead",
                                "do_not_mark_as_read=$",
                                true,
                                false,
                                true,
                                false),
                        places(
                                "create",
                                "provider=whatsapp",
                                "sync_messages_from",
                                "syncMessagesFrom",
                                "sync_messages_from=$",
                                NOW.minus(Duration.ofDays(1)).getEpochSecond(),
                                NOW.minus(Duration.ofDays(2)).getEpochSecond(),
                                NOW.minus(Duration.ofDays(3)).getEpochSecond(),
                                NOW.minus(Duration.ofDays(4)).getEpochSecond()),
                        places(
                                "create",
                                "provider=viber&token=T",
                                "company_id",
                                "companyId",
                                "/companies/$/",
                                1,
                                2,
                                3,
                                4),
                        places("delete", "companyId=154", "channel_id", "channelId", "/channels/$", 1, 2, 3, 4),
                        places("job", "companyId=154&channelId=399", "job_id", "jobId", "/jobs/$", 1, 2, 3, 4))
                .flatMap(places -> IntStream.range(0, 4).mapToObj(place -> Arguments.of(places, place)));
    }

    @ParameterizedTest(name = "{0} from place {1}")
    @MethodSource("everyParameterInEveryPlace")
    void a_header_wins_over_the_body_that_over_the_option_of_the_endpoint_and_that_over_the_one_of_the_component(
            Places places, int first) throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            PactChannelsComponent component = SERVER.connect(context);
            component.getConfiguration().setCompanyId(154L);
            component.getConfiguration().setChannelId(399L);
            PropertyBindingSupport.bindProperties(
                    context, component, new HashMap<>(Map.of(places.optionName(), places.values()[3])));
            context.start();
            String option = first <= 2 ? "&" + places.optionName() + "=RAW(" + places.values()[2] + ")" : "";

            Exchange exchange = context.createProducerTemplate()
                    .request("pact-channels:" + places.operation() + "?" + places.others() + option, it -> {
                        if (first <= 1) {
                            it.getMessage().setBody(Map.of(places.apiName(), places.values()[1]));
                        }
                        if (first == 0) {
                            it.getMessage().setHeader(header(places.optionName()), places.values()[0]);
                        }
                    });

            assertThat(exchange.getException()).isNull();
            assertThat(everythingSent()).contains(places.sent(first));
            for (int later = first + 1; later < 4; later++) {
                if (!places.values()[later].equals(places.values()[first])) {
                    assertThat(everythingSent()).doesNotContain(places.sent(later));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sendFirst,  phone=79250000001,          message, CamelPactChannelsMessage",
        "confirm,    provider=telegram_personal, code, CamelPactChannelsCode",
        "confirm,    provider=instagram,         confirmationCode, CamelPactChannelsConfirmationCode",
        "userExists, companyId=154,              phone, CamelPactChannelsPhone",
    })
    void a_text_in_the_body_counts_as_the_body(String operation, String options, String option, String header) {
        String uri = operation + "?" + options + "&companyId=154&channelId=399&" + option + "=33333";
        uri = uri.replace("companyId=154&companyId=154", "companyId=154");

        send(uri, exchange -> {
            exchange.getMessage().setBody("22222");
            exchange.getMessage().setHeader(header, "11111");
        });
        send(uri, exchange -> exchange.getMessage().setBody("22222"));
        send(uri, exchange -> {});

        assertThat(SERVER.requests())
                .extracting(request -> request.call() + request.body())
                .satisfiesExactly(
                        first -> assertThat(first).contains("11111").doesNotContain("22222", "33333"),
                        second -> assertThat(second).contains("22222").doesNotContain("11111", "33333"),
                        third -> assertThat(third).contains("33333").doesNotContain("11111", "22222"));
    }

    @Test
    void an_empty_header_counts_as_none() {
        send("create?provider=viber&" + ALL_IDS, exchange -> {
            exchange.getMessage().setHeader(PactChannelsConstants.TOKEN, "");
            exchange.getMessage().setBody(Map.of("token", "from the body"));
        });

        assertThat(SERVER.request().form()).isEqualTo("provider=viber&token=from the body");
    }

    @Test
    void an_empty_value_in_the_body_counts_as_none() {
        send("create?provider=viber&token=option&" + ALL_IDS, exchange -> exchange.getMessage()
                .setBody(Map.of("token", "")));

        assertThat(SERVER.request().form()).isEqualTo("provider=viber&token=option");
    }

    @Test
    void an_empty_body_counts_as_none() {
        send("sendFirst?message=option&phone=79250000001&" + ALL_IDS, exchange -> exchange.getMessage()
                .setBody(""));

        assertThat(SERVER.request().form()).isEqualTo("phone=79250000001&message=option");
    }

    @Test
    void what_is_empty_does_not_stand_against_its_alternative() {
        send("sendFirst?" + ALL_IDS, exchange -> exchange.getMessage()
                .setBody(object("{phone: '79250000001', message: '', template: {id: 'I', language_code: 'en'}}")));

        assertThat(SERVER.request().form()).isEqualTo("phone=79250000001&template[id]=I&template[language_code]=en");
    }

    @Test
    void the_name_of_the_api_wins_over_its_camel_case_spelling() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("accountName", "camel");
        body.put("account_name", "api");
        send("create?provider=whatsapp_business&username=U&token=T&" + ALL_IDS, exchange -> exchange.getMessage()
                .setBody(body));

        assertThat(SERVER.request().form()).isEqualTo("provider=whatsapp_business&username=U&account_name=api&token=T");
    }

    @ParameterizedTest
    @ValueSource(strings = {"channelId", "channel_id", "external_id"})
    void the_body_may_name_its_channel_in_each_way_that_the_api_does(String name) {
        send("delete?companyId=154", exchange -> exchange.getMessage().setBody(Map.of(name, "400")));

        assertThat(SERVER.request().call()).isEqualTo("DELETE /p1/companies/154/channels/400");
    }

    @Test
    void the_ids_of_the_body_are_not_sent_as_parameters() {
        send("update?companyId=1", exchange -> exchange.getMessage()
                .setBody(object("{company_id: 2, external_id: 3, job_id: 4, token: 'T'}")));

        assertThat(SERVER.request().call()).isEqualTo("PUT /p1/companies/2/channels/3");
        assertThat(SERVER.request().form()).isEqualTo("token=T");
    }

    @Test
    void the_operation_in_the_header_wins_over_the_uri() {
        send("delete?" + ALL_IDS, exchange -> exchange.getMessage()
                .setHeader(PactChannelsConstants.OPERATION, PactChannelsOperation.job));

        assertThat(SERVER.request().call()).isEqualTo("GET /p1/companies/154/channels/399/jobs/17");
    }

    @ParameterizedTest
    @ValueSource(strings = {"userExists", "USEREXISTS", "userexists", "UserExists"})
    void the_operation_is_read_without_regard_to_case(String name) {
        send("list?" + ALL_IDS, exchange -> {
            exchange.getMessage().setHeader(PactChannelsConstants.OPERATION, name);
            exchange.getMessage().setBody("79250000001");
        });
        send(name + "?" + ALL_IDS, exchange -> exchange.getMessage().setBody("79250000001"));

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
                request("list?" + ALL_IDS, it -> it.getMessage().setHeader(PactChannelsConstants.OPERATION, name));

        assertThat(exchange.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Unknown operation '" + name + "': must be one of list, create, update, delete, sendFirst, "
                        + "userExists, requestCode, confirm, job");
        assertThat(SERVER.requests()).isEmpty();
    }

    /** All headers that an earlier step may have had, and none that the operation is given for itself. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create?provider=whatsapp      | provider=whatsapp",
                "create?provider=telegram_personal&viaQrCode=true | provider=telegram_personal&via_qr_code=true",
                "update?token=T                | token=T",
                "sendFirst?phone=11111&message=M | phone=11111&message=M",
                "requestCode?provider=telegram_personal | provider=telegram_personal",
                "confirm?provider=telegram_personal&code=1 | provider=telegram_personal&confirmation_type=code&code=1",
                "confirm?provider=instagram&confirmationCode=1 | provider=instagram&confirmation_code=1",
            })
    void what_earlier_steps_left_in_headers_does_not_travel_with_another_operation(String uri, String sent) {
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
                "NextStep",
                "NextPageToken",
                "Nonsense")) {
            leftovers.put("CamelPactChannels" + name, "left over");
        }
        namesOfTheDocument(uri).forEach(name -> leftovers.remove("CamelPactChannels" + name));

        send(uri + "&" + ALL_IDS, exchange -> leftovers.forEach(exchange.getMessage()::setHeader));

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
        send("userExists?phone=79250000001&" + ALL_IDS, exchange -> {
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
        "job-trying, job?channelId=399&jobId=17, json",
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

    @Test
    void a_channel_gives_its_provider_to_an_operation_that_names_one() {
        send("requestCode?companyId=154", exchange -> exchange.getMessage()
                .setBody(new PactChannel(5, "telegram_personal")));

        assertThat(SERVER.request().call()).isEqualTo("POST /p1/companies/154/channels/5/request_code");
        assertThat(SERVER.request().form()).isEqualTo("provider=telegram_personal");
    }

    @Test
    void a_channel_is_no_change_of_itself() {
        Exchange exchange =
                request("update?companyId=154", it -> it.getMessage().setBody(new PactChannel(5, null)));

        assertThat(exchange.getException())
                .hasMessage("update: nothing to change was given: token, login and password, or others");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a text", "{\"channel_id\": 5, \"job_id\": 6}", "[", ""})
    void a_text_is_left_alone_by_calls_without_parameters(String text) {
        send("delete?" + ALL_IDS, exchange -> exchange.getMessage().setBody(text));
        send("job?" + ALL_IDS, exchange -> exchange.getMessage().setBody(text.getBytes(StandardCharsets.UTF_8)));

        assertThat(SERVER.requests())
                .extracting(ApiServer.Request::call)
                .containsExactly("DELETE /p1/companies/154/channels/399", "GET /p1/companies/154/channels/399/jobs/17");
    }

    @Test
    void an_object_that_says_nothing_is_left_alone() {
        send("update?token=T&" + ALL_IDS, exchange -> exchange.getMessage().setBody(new Object()));

        assertThat(SERVER.request().form()).isEqualTo("token=T");
    }

    @Test
    void a_tree_is_read_like_a_map() throws Exception {
        send("update?" + ALL_IDS, exchange -> exchange.getMessage()
                .setBody(new ObjectMapper().readTree("{\"external_id\":400,\"token\":\"T\"}")));

        assertThat(SERVER.request().call()).isEqualTo("PUT /p1/companies/154/channels/400");
        assertThat(SERVER.request().form()).isEqualTo("token=T");
    }

    @Test
    void a_tree_that_is_no_object_says_nothing() {
        send("update?token=T&" + ALL_IDS, exchange -> exchange.getMessage()
                .setBody(new ObjectMapper().readTree("[{\"token\":\"another\"}]")));

        assertThat(SERVER.request().form()).isEqualTo("token=T");
    }

    /** What is meant for another operation must not be sent with this one. */
    @Test
    void the_request_of_another_operation_is_refused_or_left_alone() {
        Exchange update = request(
                "update?" + ALL_IDS, exchange -> exchange.getMessage().setBody(CreateChannel.byToken("viber", "T")));
        assertThat(update.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("update: the body must be UpdateChannel (was CreateChannel)");
        assertThat(SERVER.requests()).isEmpty();

        send("delete?" + ALL_IDS, exchange -> exchange.getMessage().setBody(CreateChannel.byToken("viber", "T")));
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
        send("sendFirst?phone=79250000001&" + ALL_IDS, exchange -> exchange.getMessage()
                .setBody(carrier));

        assertThat(SERVER.request().form()).isEqualTo("phone=79250000001&message=Привет, 漢字 🙂");
    }

    @Test
    void a_file_is_the_message(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("message.txt"), "Привет");

        send("sendFirst?phone=79250000001&" + ALL_IDS, exchange -> exchange.getMessage()
                .setBody(file.toFile()));

        assertThat(SERVER.request().form()).isEqualTo("phone=79250000001&message=Привет");
    }

    @Test
    void a_number_is_a_code() {
        send("confirm?provider=telegram_personal&" + ALL_IDS, exchange -> exchange.getMessage()
                .setBody(2567));

        assertThat(SERVER.request().form()).isEqualTo("provider=telegram_personal&confirmation_type=code&code=2567");
    }

    @Test
    void a_message_that_looks_like_json_is_sent_as_it_is() {
        send("sendFirst?phone=79250000001&" + ALL_IDS, exchange -> exchange.getMessage()
                .setBody("{\"message\":\"no\"}"));

        assertThat(SERVER.request().form()).isEqualTo("phone=79250000001&message={\"message\":\"no\"}");
    }

    @Test
    void headers_may_be_bytes() {
        send("list?companyId=1", exchange -> {
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

    @ParameterizedTest
    @ValueSource(strings = {"map", "record", "json"})
    void an_unknown_provider_and_its_parameters_pass_unchanged(String way) {
        String given = "{provider: 'max', phone: '+7 (1)', subtype: 'gold', botName: 'Bot', bot_flags: ['a', 'b'], "
                + "via_qr_code: 'maybe', limits: {day: 5}}";
        send("create?companyId=154", exchange -> exchange.getMessage()
                .setBody(
                        switch (way) {
                            case "map" -> object(given);
                            case "record" -> new CreateChannel(object(given));
                            default -> ApiServer.json(object(given));
                        }));

        assertThat(SERVER.request().form())
                .isEqualTo("provider=max&phone=+7 (1)&subtype=gold&botName=Bot&bot_flags[]=a&bot_flags[]=b"
                        + "&via_qr_code=maybe&limits[day]=5");
    }

    @Test
    void an_unknown_provider_takes_headers_too() {
        send("create?companyId=154", exchange -> {
            exchange.getMessage().setHeader(PactChannelsConstants.PROVIDER, "max");
            exchange.getMessage().setHeader(PactChannelsConstants.TOKEN, "T");
        });

        assertThat(SERVER.request().form()).isEqualTo("provider=max&token=T");
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
        send(operation + "?" + ALL_IDS, exchange -> exchange.getMessage().setBody(object(given)));

        assertThat(SERVER.request().form()).isEqualTo(sent);
    }

    @Test
    void an_extra_parameter_may_be_a_moment() {
        send("update?" + ALL_IDS, exchange -> exchange.getMessage()
                .setBody(UpdateChannel.token("T").with("valid_until", Instant.ofEpochSecond(2_000_000_000))));

        assertThat(SERVER.request().form()).isEqualTo("token=T&valid_until=2000000000");
    }

    @Test
    void a_record_is_completed_by_headers_and_options() {
        send("sendFirst?templateLanguageCode=en&" + ALL_IDS, exchange -> {
            exchange.getMessage().setBody(new FirstMessage(Map.of("templateId", "I", "phone", "22222")));
            exchange.getMessage().setHeader(PactChannelsConstants.PHONE, "11111");
        });

        assertThat(SERVER.request().form()).isEqualTo("phone=11111&template[id]=I&template[language_code]=en");
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

    private static void send(String uri, Processor input) {
        assertThat(request(uri, input).getException()).isNull();
    }

    private static Exchange request(String uri, Processor input) {
        return SERVER.context().createProducerTemplate().request("pact-channels:" + uri, input);
    }

    private static String everythingSent() {
        ApiServer.Request request = SERVER.request();
        String path = request.path();
        return path + "?" + (request.logged().getUrl().contains("?") ? request.query() : request.form()) + "&";
    }

    private static String header(String optionName) {
        return "CamelPactChannels" + Character.toUpperCase(optionName.charAt(0)) + optionName.substring(1);
    }
}
