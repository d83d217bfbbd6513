/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;

import im.pact.camel.channels.client.RawServer;
import im.pact.camel.channels.client.RawServer.Request;
import im.pact.camel.channels.request.PactChannelsOperation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpConstants;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a message that comes from outside can do with its headers: what the documented headers are for, and nothing else. Each
 * request is compared with the one that goes out without the header, byte for byte.
 *
 * <p>Camel's headers are a map that takes no heed of case. So a name that differs from a documented one in case alone
 * <em>is</em> that header, for every component; {@link #a_name_in_another_case_is_the_same_header()} holds that. It is for Camel's
 * header filters, which know of it, and for routes to keep such names out.
 */
@Tag("slow")
class HeaderInjectionTest {

    private static final String PREFIX = "CamelPactChannels";

    /** By name: the documented headers that tell about a result, or a consumed channel. None of them is read. */
    private static final Set<String> ONLY_WRITTEN = Set.of(
            PactChannelsConstants.NEXT_PAGE_TOKEN,
            PactChannelsConstants.JOB_STATE,
            PactChannelsConstants.JOB_RESULT,
            PactChannelsConstants.JOB_REASON,
            PactChannelsConstants.NEXT_STEP,
            PactChannelsConstants.PAGE_INDEX,
            PactChannelsConstants.INDEX_IN_PAGE,
            PactChannelsConstants.LAST_PAGE,
            PactChannelsConstants.CHANGE,
            PactChannelsConstants.EVENT_TYPE,
            PactChannelsConstants.EVENT_ID,
            PactChannelsConstants.EVENT_TIME,
            PactChannelsConstants.CHANNEL_STATE,
            PactChannelsConstants.MESSAGE_STATUS,
            PactChannelsConstants.DUPLICATE,
            PactChannelsConstants.MESSAGE_STATE);

    /** What each operation writes. */
    private static final Map<PactChannelsOperation, Set<String>> WRITTEN = Map.of(
            PactChannelsOperation.create,
            Set.of(PactChannelsConstants.CHANNEL_ID, PactChannelsConstants.PROVIDER),
            PactChannelsOperation.sendFirst,
            Set.of(PactChannelsConstants.JOB_ID, PactChannelsConstants.JOB_STATE, PactChannelsConstants.PHONE),
            PactChannelsOperation.userExists,
            Set.of(PactChannelsConstants.PHONE),
            PactChannelsOperation.requestCode,
            Set.of(PactChannelsConstants.NEXT_STEP),
            PactChannelsOperation.confirm,
            Set.of(PactChannelsConstants.NEXT_STEP),
            PactChannelsOperation.job,
            Set.of(PactChannelsConstants.JOB_STATE));

    private static final Map<PactChannelsOperation, String> OPTIONS = Map.ofEntries(
            Map.entry(PactChannelsOperation.list, "listMode=page&pageSize=3"),
            Map.entry(PactChannelsOperation.create, "provider=telegram&token=abcd"),
            Map.entry(PactChannelsOperation.update, "token=abcd"),
            Map.entry(PactChannelsOperation.delete, "exchangePattern=InOut"),
            Map.entry(PactChannelsOperation.sendFirst, "phone=79250000001&message=hello"),
            Map.entry(PactChannelsOperation.userExists, "phone=79250000001"),
            Map.entry(PactChannelsOperation.requestCode, "provider=instagram"),
            Map.entry(PactChannelsOperation.confirm, "provider=instagram"),
            Map.entry(PactChannelsOperation.enablePage, "syncPeriod=day"),
            Map.entry(PactChannelsOperation.job, "exchangePattern=InOut"),
            Map.entry(PactChannelsOperation.companies, "listMode=page&pageSize=3"),
            Map.entry(PactChannelsOperation.registerWebhook, "webhookUrl=https://hooks.example.org/secret"));

    /** The values that no option has. */
    private static final Map<PactChannelsOperation, Map<String, Object>> BODIES = Map.of(
            PactChannelsOperation.requestCode, Map.of("challenge_variant", 1),
            PactChannelsOperation.confirm, Map.of("confirmation_code", "12345"),
            PactChannelsOperation.enablePage, Map.of("page_id", 301),
            PactChannelsOperation.job, Map.of("job_id", 17));

    private final CamelContext context = new DefaultCamelContext();
    private RawServer server;
    private RawServer elsewhere;
    private ProducerTemplate template;

    @BeforeEach
    void start() throws Exception {
        server = RawServer.responding();
        elsewhere = RawServer.responding();
        PactChannelsConfiguration configuration =
                TestContexts.connect(context, server.baseUri(), "the-api-token").getConfiguration();
        configuration.setCompanyId(154L);
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void stop() throws Exception {
        context.stop();
        server.close();
        elsewhere.close();
    }

    /** Otherwise the tests below would look at less than there is. */
    @Test
    void every_documented_header_is_either_read_or_written() {
        assertThat(documented()).hasSizeGreaterThan(30).allMatch(name -> name.startsWith(PREFIX));
        assertThat(documented()).containsAll(ONLY_WRITTEN);
        assertThat(effective()).isEqualTo(read());
    }

    @Test
    void a_name_in_another_case_is_the_same_header() {
        for (String name :
                List.of("camelpactchannelscompanyid", "CAMELPACTCHANNELSCOMPANYID", "cAmElPactChannelsCompanyID")) {
            Request request = request(PactChannelsOperation.list, Map.of(name, 155));

            assertThat(request.target()).as(name).startsWith("/p1/companies/155/");
        }
    }

    /** Some letters outside ASCII differ from k and s in case alone, for Java. The prefix has none that could pass a filter. */
    @Test
    void no_letter_outside_ascii_makes_the_prefix() {
        for (String letter : List.of("c", "a", "m", "e", "l")) {
            for (int other = 0x80; other <= 0x10FFFF; other++) {
                assertThat(letter.equalsIgnoreCase(Character.toString(other))).isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void look_alikes_of_the_documented_headers_have_no_effect(PactChannelsOperation operation) {
        Request plain = request(operation, Map.of());
        for (String name : documented()) {
            Object value = name.equals(PactChannelsConstants.OPERATION) ? otherThan(operation) : "666";
            Map<String, Object> headers = new HashMap<>();
            lookAlikes(name).forEach(lookAlike -> headers.put(lookAlike, value));

            assertThat(request(operation, headers))
                    .as("look-alikes of %s", name)
                    .isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @EnumSource
    void headers_that_are_only_written_have_no_effect(PactChannelsOperation operation) {
        Request plain = request(operation, Map.of());
        for (String name : ONLY_WRITTEN) {
            for (Object value : List.of("666", true, 666, "NONE")) {
                assertThat(request(operation, Map.of(name, value))).as(name).isEqualTo(plain);
            }
        }
    }

    /** What has no documented header has none: token, address, client, format, checks, and whatever option comes later. */
    @ParameterizedTest
    @EnumSource
    void no_option_of_component_or_endpoint_can_be_set_by_a_header_of_its_name(PactChannelsOperation operation) {
        Request plain = request(operation, Map.of());
        Set<String> options = options();
        assertThat(options)
                .contains(
                        "apiToken",
                        "baseUri",
                        "httpClient",
                        "allowInsecureBaseUri",
                        "requestFormat",
                        "validateParameters",
                        "outputType",
                        "requestTimeout",
                        "maxRetries",
                        "lazyStartProducer");
        Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        known.addAll(read());
        for (String option : options) {
            for (Object value : valuesFromOutside()) {
                Map<String, Object> headers = new HashMap<>();
                for (String name : List.of(PREFIX + capitalized(option), option, "pact-channels." + option)) {
                    if (!known.contains(name)) {
                        headers.put(name, value);
                    }
                }

                assertThat(request(operation, headers))
                        .as("%s: %s", headers.keySet(), visible(value))
                        .isEqualTo(plain);
            }
        }
        assertThat(elsewhere.connections()).isZero();
    }

    /** The body afterwards is not on the wire. */
    @Test
    void the_type_of_the_result_stays() {
        Object plain = send(PactChannelsOperation.job, Map.of()).getMessage().getBody();

        for (String value : List.of("json", "map")) {
            Exchange answer = send(PactChannelsOperation.job, Map.of(PREFIX + "OutputType", value));

            assertThat(answer.getMessage().getBody()).hasSameClassAs(plain);
        }
    }

    @ParameterizedTest
    @EnumSource
    void headers_of_camel_and_of_http_have_no_effect(PactChannelsOperation operation) throws Exception {
        Request plain = request(operation, Map.of());
        for (String name : headersOfOthers()) {
            assertThat(request(operation, Map.of(name, elsewhere.baseUri())))
                    .as(visible(name))
                    .isEqualTo(plain);
        }
        assertThat(elsewhere.connections()).isZero();
    }

    /** All at once, in case only two together do it, and with the options on Camel's own component that bring headers along. */
    @ParameterizedTest
    @EnumSource
    void all_of_them_together_have_no_effect_either(PactChannelsOperation operation) throws Exception {
        HttpComponent http = context.getComponent("http", HttpComponent.class);
        http.setCopyHeaders(true);
        Request plain = request(operation, Map.of());
        for (Object value : valuesFromOutside()) {
            Map<String, Object> all = new HashMap<>();
            headersOfOthers().forEach(name -> all.put(name, value));
            documented().forEach(name -> lookAlikes(name).forEach(lookAlike -> all.put(lookAlike, value)));
            ONLY_WRITTEN.forEach(name -> all.put(name, value));

            assertThat(request(operation, all)).as(visible(value)).isEqualTo(plain);
        }
        assertThat(elsewhere.connections()).isZero();
    }

    /** Whatever a documented header holds, it is refused, or it changes path, query or body and nothing else of the request. */
    @ParameterizedTest
    @EnumSource
    void no_value_of_a_documented_header_breaks_out_of_its_place(PactChannelsOperation operation) {
        for (String options :
                List.of("", "&validateParameters=false", "&validateParameters=false&requestFormat=json")) {
            Request plain = request(operation, options, Map.of());
            for (String name : read()) {
                if (name.equals(PactChannelsConstants.OPERATION)) {
                    continue;
                }
                for (String value : hostileValues()) {
                    Exchange answer = send(operation, options, Map.of(name, value));
                    String what = name + ": " + visible(value) + options;

                    if (server.requests().isEmpty()) {
                        assertThat(answer.getException())
                                .as(what)
                                .isInstanceOf(IllegalArgumentException.class)
                                .hasMessageStartingWith(operation + ": ");
                    } else {
                        Request request = takeRequest(operation);
                        assertThat(answer.getException()).as(what).isNull();
                        assertThat(request.headers()).as(what).isEqualTo(plain.headers());
                        assertThat(request.requestLine())
                                .as(what)
                                .matches("(GET|POST|PUT|DELETE) /p1/companies(/154(/channels[a-z0-9_/]*)?)?"
                                        + "(\\?[A-Za-z0-9_.~=&%-]*)? HTTP/1[.]1");
                        assertThat(method(request)).as(what).isEqualTo(method(plain));
                        assertThat(request.head().replace("\r\n", "")).as(what).doesNotContain("\r", "\n", "\0");
                        assertThat(request.body()).as(what).doesNotContain("\r", "\n", "\0");
                    }
                }
            }
        }
    }

    @Test
    void an_unknown_operation_is_refused() {
        for (String value : hostileValues()) {
            Exchange answer = send(PactChannelsOperation.list, Map.of(PactChannelsConstants.OPERATION, value));

            assertThat(answer.getException())
                    .as(visible(value))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Unknown operation");
            assertThat(server.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void no_header_of_the_service_becomes_a_header_of_the_message(PactChannelsOperation operation) throws Exception {
        StringBuilder lines = new StringBuilder("Set-Cookie: session=1\r\nX-Evil: 1\r\nLocation: " + elsewhere.baseUri()
                + "\r\nConnection: keep-alive\r\n");
        documented().forEach(name -> lines.append(name).append(": 666\r\n"));
        Set<String> others = headersOfOthers();
        others.removeAll(Set.of("Content-Length", "Transfer-Encoding", "Content-Encoding", "Connection"));
        others.stream().filter(name -> name.matches("[A-Za-z0-9-]+")).limit(120).forEach(name -> lines.append(name)
                .append(": 666\r\n"));
        server.respondHeaders(lines.toString());

        Map<String, Object> given = Map.of("X-Mine", "1", "CamelHttpUri", "mine");
        Exchange answer = send(operation, given);

        assertThat(answer.getException()).isNull();
        Map<String, Object> headers = new TreeMap<>(answer.getMessage().getHeaders());
        Set<String> expected = new HashSet<>(given.keySet());
        expected.addAll(WRITTEN.getOrDefault(operation, Set.of()));
        assertThat(headers)
                .containsOnlyKeys(expected)
                .containsAllEntriesOf(given)
                .doesNotContainValue("666");
    }

    private static String method(Request request) {
        return request.requestLine().substring(0, request.requestLine().indexOf(' '));
    }

    private Request request(PactChannelsOperation operation, Map<String, Object> headers) {
        return request(operation, "", headers);
    }

    private Request request(PactChannelsOperation operation, String options, Map<String, Object> headers) {
        Exchange answer = send(operation, options, headers);
        assertThat(answer.getException()).as("%s", headers.keySet()).isNull();
        return takeRequest(operation);
    }

    /** The only request. Only registerWebhook sends another one before. */
    private Request takeRequest(PactChannelsOperation operation) {
        return operation == PactChannelsOperation.registerWebhook ? server.takeLastRequest() : server.takeRequest();
    }

    private Exchange send(PactChannelsOperation operation, Map<String, Object> headers) {
        return send(operation, "", headers);
    }

    private Exchange send(PactChannelsOperation operation, String options, Map<String, Object> headers) {
        return template.request(
                "pact-channels:" + operation + "?channelId=399&" + OPTIONS.get(operation) + options, exchange -> {
                    exchange.getMessage().setHeaders(new HashMap<>(headers));
                    exchange.getMessage().setBody(BODIES.get(operation));
                });
    }

    private static Set<String> documented() {
        return constants(PactChannelsConstants.class);
    }

    private static Set<String> read() {
        Set<String> read = documented();
        read.removeAll(ONLY_WRITTEN);
        // Read only by an endpoint with a message store.
        read.remove(PactChannelsConstants.RESEND);
        return read;
    }

    /** The headers that change a request of some operation, or make it refused. */
    private Set<String> effective() {
        Set<String> effective = new TreeSet<>();
        for (PactChannelsOperation operation : PactChannelsOperation.values()) {
            String unchecked = "validateParameters=false&";
            for (String options : List.of(
                    OPTIONS.get(operation),
                    unchecked + OPTIONS.get(operation),
                    unchecked + "provider=whatsapp",
                    unchecked + "provider=whatsapp_business",
                    unchecked + "provider=avito",
                    unchecked + "provider=instagram_business",
                    unchecked + "provider=telegram_personal",
                    unchecked + "provider=instagram")) {
                Object plain = outcome(operation, options, Map.of());
                for (String name : documented()) {
                    if (!outcome(operation, options, Map.of(name, "-1")).equals(plain)) {
                        effective.add(name);
                    }
                }
            }
        }
        return effective;
    }

    private Object outcome(PactChannelsOperation operation, String options, Map<String, Object> headers) {
        server.requests().clear();
        Exchange answer = template.request("pact-channels:" + operation + "?channelId=399&" + options, exchange -> {
            exchange.getMessage().setHeaders(new HashMap<>(headers));
            exchange.getMessage().setBody(BODIES.get(operation));
        });
        return answer.getException() == null
                ? List.copyOf(server.requests())
                : answer.getException().getMessage();
    }

    private static PactChannelsOperation otherThan(PactChannelsOperation operation) {
        return operation == PactChannelsOperation.delete ? PactChannelsOperation.list : PactChannelsOperation.delete;
    }

    private static Set<String> lookAlikes(String name) {
        String own = name.substring(PREFIX.length());
        String words = own.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
        String plain = own.substring(0, 1).toLowerCase(Locale.ROOT) + own.substring(1);
        Set<String> lookAlikes = new TreeSet<>(List.of(
                own,
                plain,
                "PactChannels" + own,
                "pactChannels" + own,
                "CamelPact" + own,
                "CamelChannels" + own,
                "Camel" + own,
                "CamelCamelPactChannels" + own,
                "X-" + name,
                "Camel-Pact-Channels-" + words.replace(' ', '-'),
                "Camel.Pact.Channels." + words.replace(' ', '.'),
                "Camel_Pact_Channels_" + words.replace(' ', '_'),
                "Camel Pact Channels " + words,
                PREFIX + "-" + own,
                PREFIX + "." + own,
                PREFIX + "_" + own,
                PREFIX + " " + own,
                words.replace(' ', '_').toLowerCase(Locale.ROOT),
                words.replace(' ', '-').toLowerCase(Locale.ROOT),
                "camel.component.pact-channels." + words.replace(' ', '-').toLowerCase(Locale.ROOT),
                " " + name));
        for (String more : List.of(
                " ",
                "\t",
                "\r\n",
                "\n",
                "\0",
                ":",
                "=",
                "[]",
                "[0]",
                ".x",
                "\u200b",
                "\u2060",
                "\ufeff",
                "\u00ad",
                "\u202e",
                "\u2066",
                "\u0301",
                ": 1\r\nX-Evil: 1",
                "?x",
                "&x",
                "#x",
                "%00")) {
            lookAlikes.add(name + more);
            lookAlikes.add(more + name);
            lookAlikes.add(PREFIX + more + own);
        }
        // Letters that look the same: Cyrillic, and wide ones.
        lookAlikes.add(name.replace('C', '\u0421'));
        lookAlikes.add(name.replace('a', '\u0430'));
        lookAlikes.add(name.replace('e', '\u0435'));
        lookAlikes.add(name.replace('P', '\uff30'));
        lookAlikes.removeIf(lookAlike -> lookAlike.equalsIgnoreCase(name));
        return lookAlikes;
    }

    /** Headers that other components of Camel go by, the CXF and mail ones aside, and those of HTTP. */
    private static Set<String> headersOfOthers() {
        Set<String> names = constants(HttpConstants.class);
        names.addAll(constants(Exchange.class));
        names.removeIf(name -> !name.matches("[A-Za-z0-9._-]+"));
        names.addAll(List.of(
                "CamelHttpUri",
                "CamelHttpUrl",
                "CamelHttpPath",
                "CamelHttpQuery",
                "CamelHttpRawQuery",
                "CamelHttpMethod",
                "CamelHttpHost",
                "CamelHttpPort",
                "CamelHttpProxy",
                "CamelHttpProxyHost",
                "CamelHttpProxyPort",
                "CamelRestHttpUri",
                "CamelRestHttpQuery",
                "CamelRestHttpMethod",
                "CamelNettyRemoteAddress",
                "CamelVertxHttpProxy",
                "CamelSslContextParameters",
                "CamelDestinationOverrideUrl"));
        names.addAll(List.of(
                "Host",
                ":authority",
                ":path",
                ":method",
                "Authorization",
                "Proxy-Authorization",
                "X-Private-Api-Token",
                "x-private-api-token",
                "Private-Api-Token",
                "X_Private_Api_Token",
                "private_api_token",
                "Accept",
                "Accept-Encoding",
                "Connection",
                "Content-Type",
                "Content-Length",
                "Content-Encoding",
                "Transfer-Encoding",
                "TE",
                "Trailer",
                "Upgrade",
                "Expect",
                "Cookie",
                "Cookie2",
                "User-Agent",
                "Referer",
                "Origin",
                "Forwarded",
                "Via",
                "X-Forwarded-For",
                "X-Forwarded-Host",
                "X-Forwarded-Proto",
                "X-HTTP-Method-Override",
                "X-Original-URL",
                "X-Rewrite-URL",
                "Proxy",
                "Proxy-Connection",
                "HTTP_PROXY",
                "HTTPS_PROXY",
                "http.proxyHost",
                "http.proxyPort",
                "https.proxyHost",
                "proxyHost",
                "proxyPort",
                "proxyAuthHost",
                "proxyAuthUsername",
                "javax.net.ssl.trustStore",
                "sslContextParameters",
                "x509HostnameVerifier",
                "httpClientConfigurer",
                "traceparent",
                "X-Evil",
                "X-Evil\r\nX-Evil",
                "X-Evil: 1\r\nHost",
                ""));
        return names;
    }

    private List<Object> valuesFromOutside() {
        return List.of(elsewhere.baseUri(), "DELETE", "1\r\nX-Evil: 1\0", true, 8192);
    }

    private static List<String> hostileValues() {
        return List.of(
                "1\r\nX-Evil: 1",
                "\r\nX-Evil: 1\r\n\r\nGET / HTTP/1.1",
                "a\nX-Evil: 1",
                "a\rX-Evil: 1",
                "a\0b",
                "\u0000",
                "a\u2028b\u0085c\u000bd",
                "\u560a\u560d\u010d\u010a",
                "\u202e\u2066\u200b\ufeff",
                "%0d%0aX-Evil:%201",
                "a&private_api_token=x#y?z",
                "../../..",
                "//127.0.0.1:" + 1,
                "{\"@class\":\"java.lang.Object\",\"a\":\"\\r\\nX-Evil: 1\"}");
    }

    private static Set<String> options() {
        Set<String> options = new TreeSet<>(new PactChannelsEndpointUriFactory().propertyNames());
        Stream.of(PactChannelsComponent.class, PactChannelsEndpoint.class, PactChannelsConfiguration.class)
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .map(Method::getName)
                .filter(name -> name.matches("set[A-Z].*"))
                .forEach(name -> options.add(name.substring(3, 4).toLowerCase(Locale.ROOT) + name.substring(4)));
        return options;
    }

    private static Set<String> constants(Class<?> type) {
        Set<String> found = new TreeSet<>();
        for (Field field : type.getFields()) {
            if (field.getType() == String.class) {
                try {
                    found.add((String) field.get(null));
                } catch (IllegalAccessException e) {
                    throw new AssertionError(e);
                }
            }
        }
        return found;
    }

    private static String capitalized(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static String visible(Object text) {
        StringBuilder visible = new StringBuilder();
        String.valueOf(text)
                .chars()
                .forEach(c ->
                        visible.append(c > 0x20 && c < 0x7f ? String.valueOf((char) c) : String.format("\\u%04x", c)));
        return visible.toString();
    }
}
