/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static im.pact.camel.channels.ApiServer.document;
import static im.pact.camel.channels.ApiServer.object;
import static org.assertj.core.api.Assertions.assertThat;

import im.pact.camel.channels.model.ChannelResult;
import im.pact.camel.channels.model.Choice;
import im.pact.camel.channels.model.Confirmation;
import im.pact.camel.channels.model.DeliveryJob;
import im.pact.camel.channels.model.NextStep;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.model.RequestedCode;
import im.pact.camel.channels.request.ApiRequest;
import im.pact.camel.channels.request.ConfirmCode;
import im.pact.camel.channels.request.CreateChannel;
import im.pact.camel.channels.request.EnablePage;
import im.pact.camel.channels.request.FirstMessage;
import im.pact.camel.channels.request.PactChannelsOperation;
import im.pact.camel.channels.request.RequestCode;
import im.pact.camel.channels.request.UpdateChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every call of the API document, every way of giving its input, and both ways of writing its body: exactly what goes over the
 * wire, and exactly what comes back into the message. The answers are those of the document.
 */
@SuppressWarnings("TimeInStaticInitializer") // The service looks back 31 days from now.
class OperationsOnTheWireTest {

    private static final String CHANNELS = "/p1/companies/154/channels";
    private static final String CHANNEL = CHANNELS + "/399";
    private static final Instant RECENTLY =
            Instant.ofEpochSecond(Instant.now().minus(Duration.ofDays(10)).getEpochSecond());
    private static final long SECONDS = RECENTLY.getEpochSecond();

    @RegisterExtension
    static final ApiServer SERVER = new ApiServer();

    /** Single quotes stand for double quotes. */
    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        // Create, provider by provider.
        rows.add(create("whatsapp", CreateChannel.whatsApp())
                .form("provider=whatsapp")
                .json("{'provider':'whatsapp'}"));
        rows.add(create(
                        "whatsapp",
                        CreateChannel.whatsApp().syncMessagesFrom(RECENTLY).with("doNotMarkAsRead", true))
                .with("all that is optional")
                .given("{provider: 'whatsapp', sync_messages_from: '" + RECENTLY + "', do_not_mark_as_read: 'TRUE'}")
                .form("provider=whatsapp&sync_messages_from=" + SECONDS + "&do_not_mark_as_read=true")
                .json("{'provider':'whatsapp','sync_messages_from':" + SECONDS + ",'do_not_mark_as_read':true}"));
        rows.add(create("whatsapp_business", CreateChannel.whatsAppBusiness("79250000001", "Ромашка & Co", "waba+1="))
                .form("provider=whatsapp_business&username=79250000001&account_name=Ромашка & Co&token=waba+1=")
                .json("{'provider':'whatsapp_business','username':'79250000001','account_name':'Ромашка & Co',"
                        + "'token':'waba+1='}"));
        rows.add(create(
                        "whatsapp_business",
                        CreateChannel.whatsAppBusiness("79250000001", "Shop", "waba")
                                .with("subtype", "no_write_first")
                                .with("api_provider", "360dialog"))
                .with("all that is optional")
                .form("provider=whatsapp_business&username=79250000001&account_name=Shop&token=waba"
                        + "&subtype=no_write_first&api_provider=360dialog")
                .json("{'provider':'whatsapp_business','username':'79250000001','account_name':'Shop','token':'waba',"
                        + "'subtype':'no_write_first','api_provider':'360dialog'}"));
        rows.add(create("whatsapp", CreateChannel.whatsAppByPhone("+7 (925) 000-00-01"))
                .with("a phone")
                .withoutHeaders()
                .form("provider=whatsapp&phone=79250000001")
                .json("{'provider':'whatsapp','phone':'79250000001'}"));
        rows.add(create("max", CreateChannel.max().syncMessagesFrom(RECENTLY))
                .given("{provider: 'max', sync_messages_from: '" + RECENTLY + "'}")
                .form("provider=max&sync_messages_from=" + SECONDS)
                .json("{'provider':'max','sync_messages_from':" + SECONDS + "}"));
        rows.add(create("whatsapp_business", CreateChannel.whatsAppBusiness("cloud", "waba"))
                .with("a hosting type")
                .form("provider=whatsapp_business&token=waba&hosting_type=cloud")
                .json("{'provider':'whatsapp_business','token':'waba','hosting_type':'cloud'}"));
        rows.add(create(
                        "whatsapp_business",
                        CreateChannel.whatsAppBusinessBy360dialog("onpremise", "CH-1")
                                .with("dialog360_client_id", "CL-1")
                                .with("account_name", "Shop")
                                .with("subtype", "regular"))
                .with("a channel of 360dialog")
                .form("provider=whatsapp_business&account_name=Shop&subtype=regular&hosting_type=onpremise"
                        + "&dialog360_channel_id=CH-1&dialog360_client_id=CL-1")
                .json("{'provider':'whatsapp_business','account_name':'Shop','subtype':'regular',"
                        + "'hosting_type':'onpremise','dialog360_channel_id':'CH-1','dialog360_client_id':'CL-1'}"));
        rows.add(create("avito", CreateChannel.avito("client-1", "p&ss=w%rd"))
                .form("provider=avito&login=client-1&password=p&ss=w%rd")
                .json("{'provider':'avito','login':'client-1','password':'p&ss=w%rd'}"));
        Map<String, Object> instagram = object("{access_token: 'IGQ', user_id: 17841, permissions: ['a', 'b']}");
        rows.add(
                create("instagram_business", CreateChannel.instagramBusiness("QWERTY", "+7 (913) 111-22-33", instagram))
                        .given("{provider: 'instagram_business', token: 'QWERTY', phone: '79131112233', data: "
                                + "{access_token: 'IGQ', user_id: 17841, permissions: ['a', 'b']}}")
                        .form("provider=instagram_business&token=QWERTY&phone=+79131112233&data[access_token]=IGQ"
                                + "&data[user_id]=17841&data[permissions][]=a&data[permissions][]=b")
                        .json("{'provider':'instagram_business','token':'QWERTY','phone':'+79131112233',"
                                + "'data':{'access_token':'IGQ','user_id':17841,'permissions':['a','b']}}")
                        .asJson());
        for (String provider : List.of("facebook", "vkontakte", "vkontakte_direct", "telegram", "viber")) {
            rows.add(create(provider, CreateChannel.byToken(provider, "12345677890"))
                    .form("provider=" + provider + "&token=12345677890")
                    .json("{'provider':'" + provider + "','token':'12345677890'}"));
        }
        rows.add(create("telegram_personal", CreateChannel.telegramPersonalByQrCode())
                .with("a QR code")
                .form("provider=telegram_personal&via_qr_code=true")
                .json("{'provider':'telegram_personal','via_qr_code':true}"));
        rows.add(create(
                        "telegram_personal",
                        CreateChannel.telegramPersonalByQrCode().syncMessagesFrom(RECENTLY))
                .with("a QR code and older messages")
                .given("{provider: 'telegram_personal', via_qr_code: 'true', sync_messages_from: '" + SECONDS + "'}")
                .form("provider=telegram_personal&via_qr_code=true&sync_messages_from=" + SECONDS)
                .json("{'provider':'telegram_personal','via_qr_code':true,'sync_messages_from':" + SECONDS + "}"));
        rows.add(create("telegram_personal", CreateChannel.telegramPersonalByPhone("7999999999"))
                .with("a phone")
                .form("provider=telegram_personal&phone=7999999999")
                .json("{'provider':'telegram_personal','phone':'7999999999'}"));
        rows.add(create(
                        "telegram_personal",
                        CreateChannel.telegramPersonalByPhone("+7 999 999-99-99")
                                .syncMessagesFrom(RECENTLY))
                .with("a phone and older messages")
                .given("{provider: 'telegram_personal', phone: '+7 (999) 999.99.99', sync_messages_from: " + SECONDS
                        + "}")
                .form("provider=telegram_personal&phone=79999999999&sync_messages_from=" + SECONDS)
                .json("{'provider':'telegram_personal','phone':'79999999999','sync_messages_from':" + SECONDS + "}"));

        // Update and delete.
        rows.add(row("update the token", PactChannelsOperation.update, "PUT " + CHANNEL)
                .record(UpdateChannel.token("9876543210"))
                .form("token=9876543210")
                .json("{'token':'9876543210'}")
                .answer("updated", answer -> new ChannelResult(2, "updated", answer)));
        rows.add(row("update login and password", PactChannelsOperation.update, "PUT " + CHANNEL)
                .record(UpdateChannel.login("me@example.org", "n€w"))
                .form("login=me@example.org&password=n€w")
                .json("{'login':'me@example.org','password':'n€w'}")
                .answer("updated", answer -> new ChannelResult(2, "updated", answer)));
        rows.add(row("delete", PactChannelsOperation.delete, "DELETE " + CHANNEL)
                .answer("deleted", answer -> new ChannelResult(399, "deleted", answer)));

        // Pages of Instagram.
        rows.add(enablePage("", EnablePage.of(301), "?page_id=301").given("{page_id: 301}"));
        rows.add(enablePage(
                        "with older messages", EnablePage.of(301).syncPeriod("week"), "?page_id=301&sync_period=week")
                .given("{page_id: 301, sync_period: 'week'}"));

        // First messages, and what becomes of them.
        rows.add(sendFirst("a text")
                .record(FirstMessage.text("79250000001", "Привет, 1+1=2 & 100%!"))
                .text("message")
                .given("{phone: '+7 925 000-00-01', message: 'Привет, 1+1=2 & 100%!'}")
                .form("phone=79250000001&message=Привет, 1+1=2 & 100%!")
                .json("{'phone':'79250000001','message':'Привет, 1+1=2 & 100%!'}"));
        rows.add(sendFirst("a template")
                .record(FirstMessage.template("79250000001", "order_sent", "ru", List.of("имя", "a+b")))
                .form("phone=79250000001&template[id]=order_sent&template[language_code]=ru"
                        + "&template[parameters][]=имя&template[parameters][]=a+b")
                .json("{'phone':'79250000001','template':{'id':'order_sent','language_code':'ru',"
                        + "'parameters':['имя','a+b']}}"));
        rows.add(sendFirst("a template without parameters")
                .record(FirstMessage.template("79250000001", "hello", "en", List.of()))
                .given("{phone: '79250000001', template: {id: 'hello', language_code: 'en'}}")
                .form("phone=79250000001&template[id]=hello&template[language_code]=en")
                .json("{'phone':'79250000001','template':{'id':'hello','language_code':'en','parameters':[]}}"));
        rows.add(userExists("user-exists", true));
        rows.add(userExists("user-does-not-exist", false));
        rows.add(job("job-trying", job("trying_deliver", null, null, null)).headers("JobState", "trying_deliver"));
        rows.add(job("job-delivered", job("delivered", "DELIVERED", 1L, 2L))
                .headers("JobState", "delivered", "JobResult", "DELIVERED"));
        rows.add(job("job-not-delivered", job("failed", "NOT DELIVERED", null, null))
                .headers("JobState", "failed", "JobResult", "NOT DELIVERED"));

        // Codes.
        rows.add(requestCode("telegram_personal", RequestCode.telegramPersonal())
                .form("provider=telegram_personal")
                .json("{'provider':'telegram_personal'}")
                .answer(
                        "code-requested-telegram-personal",
                        answer -> new RequestedCode(
                                6L, "app", 60L, "app", 1337L, null, NextStep.NONE, List.of(), answer)));
        rows.add(requestCode("instagram, challenge", RequestCode.instagramChallenge(0))
                .form("provider=instagram&challenge_variant=0")
                .json("{'provider':'instagram','challenge_variant':0}"));
        rows.add(requestCode("instagram, two factor", RequestCode.instagramTwoFactor())
                .form("provider=instagram&challenge_type=two_factor")
                .json("{'provider':'instagram','challenge_type':'two_factor'}"));
        rows.add(requestCode("whatsapp", RequestCode.whatsApp())
                .form("provider=whatsapp")
                .json("{'provider':'whatsapp'}")
                .answer(
                        "code-requested-whatsapp",
                        answer -> new RequestedCode(
                                null, null, 160L, null, 1L, "ABCD-EFGH", NextStep.NONE, List.of(), answer)));
        rows.add(confirm("telegram_personal, code", ConfirmCode.telegramPersonal("02567"))
                .text("code")
                .form("provider=telegram_personal&confirmation_type=code&code=02567")
                .json("{'provider':'telegram_personal','confirmation_type':'code','code':'02567'}")
                .answer("confirmed-telegram-personal", confirmation(NextStep.NONE, "enabled")));
        rows.add(confirm("telegram_personal, code", ConfirmCode.telegramPersonal("02567"))
                .with("the type left to be seen")
                .text("code")
                .given("{provider: 'telegram_personal', code: '02567'}")
                .form("provider=telegram_personal&confirmation_type=code&code=02567")
                .json("{'provider':'telegram_personal','confirmation_type':'code','code':'02567'}")
                .answer("confirmed-telegram-personal", confirmation(NextStep.NONE, "enabled")));
        rows.add(confirm("telegram_personal, password", ConfirmCode.telegramPersonalPassword("qwerty 123"))
                .form("provider=telegram_personal&confirmation_type=password&password=qwerty 123")
                .json("{'provider':'telegram_personal','confirmation_type':'password','password':'qwerty 123'}")
                .answer("confirmed-telegram-personal", confirmation(NextStep.NONE, "enabled")));
        rows.add(confirmChallenge().answer("confirmed-instagram", confirmation(NextStep.NONE, null)));
        rows.add(confirmChallenge()
                .with("two factor as the next step")
                .answer(
                        "two-factor-required",
                        confirmation(
                                NextStep.TWO_FACTOR,
                                null,
                                new Choice(1, "sms", null),
                                new Choice(2, "recovery_code", null),
                                new Choice(3, "totp", null)))
                .headers("NextStep", "TWO_FACTOR"));
        rows.add(confirmChallenge()
                .with("a challenge as the next step")
                .answer(
                        "challenge-required",
                        confirmation(
                                NextStep.CHALLENGE,
                                null,
                                new Choice(1, null, "e*******e@example.org"),
                                new Choice(0, null, "+0 *** ***-**-00")))
                .headers("NextStep", "CHALLENGE"));
        rows.add(confirm("instagram, two factor", ConfirmCode.instagramTwoFactor(3, "023456"))
                .text("confirmation_code")
                .form("provider=instagram&confirmation_type=two_factor&confirmation_variant=3"
                        + "&confirmation_code=023456")
                .json("{'provider':'instagram','confirmation_type':'two_factor','confirmation_variant':3,"
                        + "'confirmation_code':'023456'}"));
        return rows;
    }

    /** Values of one moment: they have a header, but no option. */
    private static final Set<String> WITHOUT_OPTION = Set.of(
            "job_id",
            "data",
            "challenge_variant",
            "challenge_type",
            "confirmation_type",
            "confirmation_variant",
            "confirmation_code",
            "code",
            "page_id");

    static Stream<Arguments> rowsInEveryWay() {
        return rows().stream()
                .flatMap(row ->
                        Arrays.stream(Way.values()).filter(way -> way.fits(row)).map(way -> Arguments.of(row, way)));
    }

    static Stream<Arguments> rowsInEveryWayAndFormat() {
        return rowsInEveryWay().flatMap(arguments -> Stream.of("form", "json")
                .filter(format -> ((Row) arguments.get()[0]).hasBody())
                .map(format -> Arguments.of(arguments.get()[0], arguments.get()[1], format)));
    }

    @ParameterizedTest(name = "{0}, by {1}")
    @MethodSource("rowsInEveryWay")
    void is_on_the_wire_as_in_the_document(Row row, Way way) {
        SERVER.answers(document(row.answer));

        Exchange exchange = send(row, way, "");

        assertThat(exchange.getException()).isNull();
        assertWire(row, row.json && row.hasBody() ? "json" : "form");
    }

    @ParameterizedTest(name = "{0}, by {1}, requestFormat={2}")
    @MethodSource("rowsInEveryWayAndFormat")
    void is_on_the_wire_in_the_format_that_the_option_names(Row row, Way way, String format) {
        SERVER.answers(document(row.answer));

        Exchange exchange = send(row, way, "requestFormat=" + format);

        assertThat(exchange.getException()).isNull();
        assertWire(row, format);
    }

    @ParameterizedTest(name = "{0}, by {1}")
    @MethodSource("rowsInEveryWay")
    void puts_exactly_the_result_into_the_message(Row row, Way way) {
        SERVER.answers(document(row.answer));
        Map<String, Object> before = new LinkedHashMap<>();

        Exchange exchange = SERVER.context().createProducerTemplate().request(uri(row, way, ""), it -> {
            way.give.accept(row, it.getMessage());
            before.putAll(it.getMessage().getHeaders());
        });

        assertThat(exchange.getMessage().getBody()).isEqualTo(row.result.apply(object(document(row.answer))));
        before.putAll(row.headers);
        assertThat(exchange.getMessage().getHeaders()).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void the_result_as_map_is_the_answer_of_the_service(Row row) {
        SERVER.answers(document(row.answer));

        Object body = send(row, Way.HEADERS, "outputType=map").getMessage().getBody();

        assertThat(body).isEqualTo(row.isYesOrNo() ? row.result.apply(null) : object(document(row.answer)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void the_result_as_json_is_the_answer_of_the_service(Row row) {
        SERVER.answers(document(row.answer));

        Object body = send(row, Way.HEADERS, "outputType=json").getMessage().getBody();

        assertThat(body)
                .isEqualTo(
                        row.isYesOrNo()
                                ? row.result.apply(null).toString()
                                : ApiServer.json(object(document(row.answer))));
    }

    @ParameterizedTest(name = "by {0}")
    @EnumSource(
            value = Way.class,
            names = {"HEADERS", "OPTIONS"})
    void list_is_on_the_wire_as_in_the_document(Way way) {
        SERVER.answers(document("channels"));
        Row list = row("list", PactChannelsOperation.list, "")
                .given("{page_token: 'a+b/=', page_size: 100, sort_direction: 'desc', list_mode: 'page'}");

        Exchange exchange = send(list, way, "");

        assertThat(exchange.getException()).isNull();
        assertThat(SERVER.request().path()).isEqualTo(CHANNELS);
        assertThat(SERVER.request().query()).isEqualTo("from=a+b/=&per=100&sort_direction=desc");
        assertNoBody();
        assertThat(exchange.getMessage().getBody()).isEqualTo(List.of(new PactChannel(399, "whatsapp")));
        assertThat(exchange.getMessage().getHeader("CamelPactChannelsNextPageToken"))
                .isEqualTo("fslkfg2lkdfmlwkmlmw4of94wg34lfkm34lg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"form", "json"})
    void a_list_of_fields_the_document_does_not_name_is_sent_behind_the_others(String format) {
        SERVER.answers(document("updated"));
        Row update = row("update", PactChannelsOperation.update, "PUT " + CHANNEL)
                .given("{tags: ['a', 'b'], proxy: {host: 'h', port: 1}, token: 't'}")
                .form("token=t&tags[]=a&tags[]=b&proxy[host]=h&proxy[port]=1")
                .json("{'token':'t','tags':['a','b'],'proxy':{'host':'h','port':1}}");

        send(update, Way.MAP_WITH_API_NAMES, "requestFormat=" + format);

        assertWire(update, format);
    }

    private static void assertWire(Row row, String format) {
        ApiServer.Request request = SERVER.request();
        assertThat(request.call()).isEqualTo(row.call);
        assertThat(request.header("X-Private-Api-Token")).isEqualTo(ApiServer.TOKEN);
        assertThat(request.header("Accept")).isEqualTo("application/json");
        if (!row.hasBody()) {
            assertNoBody();
        } else if (format.equals("json")) {
            assertThat(request.header("Content-Type")).isEqualTo("application/json; charset=UTF-8");
            assertThat(request.body()).isEqualTo(row.jsonBody);
        } else {
            assertThat(request.header("Content-Type")).isEqualTo("application/x-www-form-urlencoded; charset=UTF-8");
            assertThat(request.form()).isEqualTo(row.formBody);
        }
    }

    private static void assertNoBody() {
        assertThat(SERVER.request().body()).isEmpty();
        assertThat(SERVER.request().header("Content-Type")).isNull();
    }

    private static Exchange send(Row row, Way way, String options) {
        return SERVER.context()
                .createProducerTemplate()
                .request(uri(row, way, options), exchange -> way.give.accept(row, exchange.getMessage()));
    }

    private static String uri(Row row, Way way, String options) {
        List<String> all = new ArrayList<>();
        Map<String, Object> optionsOfRow = new LinkedHashMap<>();
        if (!way.givesIds) {
            optionsOfRow.putAll(row.ids());
        }
        if (way == Way.OPTIONS) {
            optionsOfRow.putAll(flat(row.given()));
        }
        optionsOfRow.keySet().removeAll(WITHOUT_OPTION);
        optionsOfRow.forEach((name, value) -> {
            for (Object each : value instanceof List<?> list ? list : List.of(value)) {
                all.add(camelCase(name) + "=RAW(" + each + ")");
            }
        });
        if (!options.isEmpty()) {
            all.add(options);
        }
        return "pact-channels:" + row.operation + (all.isEmpty() ? "" : "?" + String.join("&", all));
    }

    /** {@code template[language_code]} is {@code templateLanguageCode}. */
    private static String camelCase(String apiName) {
        return Pattern.compile("[^a-z0-9]+([a-z]|$)").matcher(apiName).replaceAll(match -> match.group(1)
                .toUpperCase(Locale.ROOT));
    }

    private static String header(String apiName) {
        String name = camelCase(apiName);
        return "CamelPactChannels" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** With the parts of a template each on its own. */
    private static Map<String, Object> flat(Map<String, Object> given) {
        Map<String, Object> flat = new LinkedHashMap<>();
        given.forEach((name, value) -> {
            if (name.equals("template")) {
                ((Map<?, ?>) value).forEach((part, inner) -> flat.put("template[" + part + "]", inner));
            } else {
                flat.put(name, value);
            }
        });
        return flat;
    }

    private static Row row(String name, PactChannelsOperation operation, String call) {
        return new Row(name, operation, call);
    }

    private static Row create(String provider, CreateChannel record) {
        return row("create " + provider, PactChannelsOperation.create, "POST " + CHANNELS)
                .record(record)
                .answer("created", answer -> new ChannelResult(1, "created", answer))
                .headers("ChannelId", 1L, "Provider", provider);
    }

    private static Row enablePage(String more, EnablePage record, String query) {
        return row(
                        "enablePage " + more,
                        PactChannelsOperation.enablePage,
                        "POST " + CHANNEL + "/enable_page_instagram" + query)
                .record(record)
                .answer("page-enabled", answer -> new ChannelResult(399, "ok", answer));
    }

    private static Row sendFirst(String name) {
        return row("sendFirst " + name, PactChannelsOperation.sendFirst, "POST " + CHANNEL + "/conversations")
                .answer("job-trying", job("trying_deliver", null, null, null))
                .headers("JobId", 17L, "JobState", "trying_deliver", "Phone", "79250000001");
    }

    private static Row userExists(String answer, boolean result) {
        return row(
                        "userExists " + result,
                        PactChannelsOperation.userExists,
                        "GET " + CHANNEL + "/user_exists?phone=79250000001")
                .given("{phone: '+7 (925) 000-00-01'}")
                .text("phone")
                .answer(answer, any -> result)
                .headers("Phone", "79250000001");
    }

    private static Row job(String answer, Function<Map<String, Object>, Object> result) {
        return row(answer, PactChannelsOperation.job, "GET " + CHANNEL + "/jobs/17")
                .answer(answer, result);
    }

    private static Function<Map<String, Object>, Object> job(
            String state, String result, Long conversation, Long message) {
        Instant created = Instant.parse("2017-11-11T09:39:07Z");
        return answer -> new DeliveryJob(
                17, 154L, 399L, "whatsapp", state, result, null, conversation, message, created, answer);
    }

    private static Row requestCode(String name, RequestCode record) {
        return row("requestCode " + name, PactChannelsOperation.requestCode, "POST " + CHANNEL + "/request_code")
                .record(record)
                .answer(
                        "code-requested-instagram",
                        answer ->
                                new RequestedCode(null, null, null, null, null, null, NextStep.NONE, List.of(), answer))
                .headers("NextStep", "NONE");
    }

    private static Row confirm(String name, ConfirmCode record) {
        return row("confirm " + name, PactChannelsOperation.confirm, "POST " + CHANNEL + "/confirm")
                .record(record)
                .answer("confirmed-instagram", confirmation(NextStep.NONE, null))
                .headers("NextStep", "NONE");
    }

    private static Row confirmChallenge() {
        return confirm("instagram, challenge", ConfirmCode.instagramChallenge("023456"))
                .text("confirmation_code")
                .form("provider=instagram&confirmation_code=023456")
                .json("{'provider':'instagram','confirmation_code':'023456'}");
    }

    private static Function<Map<String, Object>, Object> confirmation(NextStep next, String state, Choice... choices) {
        return answer -> new Confirmation(next, List.of(choices), state, answer);
    }

    /** A way to give a call its input. */
    enum Way {
        HEADERS(true, (row, message) -> {
            row.ids().forEach((name, id) -> message.setHeader(header(name), id));
            flat(row.given()).forEach((name, value) -> message.setHeader(header(name), value));
        }),
        MAP_WITH_API_NAMES(true, (row, message) -> {
            Map<String, Object> body = new LinkedHashMap<>(row.ids());
            body.putAll(row.given());
            message.setBody(body);
        }),
        MAP_WITH_CAMEL_CASE_NAMES(true, (row, message) -> {
            Map<String, Object> body = new LinkedHashMap<>();
            row.ids().forEach((name, id) -> body.put(camelCase(name), id));
            flat(row.given()).forEach((name, value) -> body.put(camelCase(name), value));
            message.setBody(body);
        }),
        RECORD(false, (row, message) -> message.setBody(row.record)),
        JSON_TEXT(true, (row, message) -> {
            Map<String, Object> body = new LinkedHashMap<>(row.ids());
            body.putAll(row.given());
            message.setBody(ApiServer.json(body));
        }),
        PLAIN_TEXT(false, (row, message) -> flat(row.given()).forEach((name, value) -> {
            if (name.equals(row.text)) {
                message.setBody(value);
            } else {
                message.setHeader(header(name), value);
            }
        })),
        OPTIONS(false, (row, message) -> {
            Map<String, Object> headers = new LinkedHashMap<>(row.ids());
            headers.putAll(flat(row.given()));
            headers.keySet().retainAll(WITHOUT_OPTION);
            headers.forEach((name, value) -> message.setHeader(header(name), value));
        });

        private final boolean givesIds;

        @SuppressWarnings("ImmutableEnumChecker") // Lambdas without a state.
        private final BiConsumer<Row, Message> give;

        Way(boolean givesIds, BiConsumer<Row, Message> give) {
            this.givesIds = givesIds;
            this.give = give;
        }

        boolean fits(Row row) {
            return switch (this) {
                case HEADERS -> row.hasHeaders;
                case RECORD -> row.record != null;
                case PLAIN_TEXT -> row.text != null;
                case JSON_TEXT ->
                    switch (row.operation) {
                        case create, update, sendFirst, userExists, requestCode, confirm, enablePage -> true;
                        default -> false;
                    };
                default -> true;
            };
        }
    }

    /** A call of the document. What is given is by default what is sent. */
    static final class Row {

        private final String name;
        private final PactChannelsOperation operation;
        private final String call;
        private String more = "";
        private Map<String, Object> given;
        private ApiRequest record;
        private String text;
        private String formBody;
        private String jsonBody;
        private boolean json;
        private boolean hasHeaders = true;
        private String answer;
        private Function<Map<String, Object>, Object> result;
        private Map<String, Object> headers = Map.of();

        Row(String name, PactChannelsOperation operation, String call) {
            this.name = name;
            this.operation = operation;
            this.call = call;
        }

        Row with(String what) {
            more = " with " + what;
            return this;
        }

        Row given(String object) {
            given = object(object);
            return this;
        }

        Row record(ApiRequest request) {
            record = request;
            return this;
        }

        /** The parameter that the body is when it is a text. */
        Row text(String apiName) {
            text = apiName;
            return this;
        }

        /** One of its parameters is not read from a header. */
        Row withoutHeaders() {
            hasHeaders = false;
            return this;
        }

        Row form(String decoded) {
            formBody = decoded;
            return this;
        }

        Row json(String body) {
            jsonBody = body.replace('\'', '"');
            return this;
        }

        /** The document writes its body as JSON. */
        Row asJson() {
            json = true;
            return this;
        }

        Row answer(String file, Function<Map<String, Object>, Object> expected) {
            answer = file;
            result = expected;
            return this;
        }

        /** What is in the headers afterwards, in addition to what was there before. */
        Row headers(Object... namesAndValues) {
            headers = new LinkedHashMap<>();
            for (int i = 0; i < namesAndValues.length; i += 2) {
                headers.put("CamelPactChannels" + namesAndValues[i], namesAndValues[i + 1]);
            }
            return this;
        }

        boolean hasBody() {
            return formBody != null;
        }

        boolean isYesOrNo() {
            return operation == PactChannelsOperation.userExists;
        }

        Map<String, Object> ids() {
            Map<String, Object> ids = new LinkedHashMap<>();
            ids.put("company_id", 154);
            if (operation != PactChannelsOperation.create && operation != PactChannelsOperation.list) {
                ids.put("channel_id", 399);
            }
            if (operation == PactChannelsOperation.job) {
                ids.put("job_id", 17);
            }
            return ids;
        }

        Map<String, Object> given() {
            return given != null ? given : jsonBody == null ? Map.of() : object(jsonBody);
        }

        @Override
        public String toString() {
            return name + more;
        }
    }
}
