/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs;

import static org.assertj.core.api.Assertions.assertThat;

import im.pact.camel.channels.PactChannelsComponent;
import im.pact.camel.channels.PactChannelsConstants;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.request.CreateChannel;
import im.pact.camel.channels.request.PactChannelsOperation;
import im.pact.camel.channels.request.RequestCode;
import im.pact.camel.channels.request.UpdateChannel;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import im.pact.camel.channels.sandbox.PactChannelsSandboxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of the operations: each has all sections, and quotes the error messages of the component unchanged. */
@Timeout(60)
class OperationPagesTest {

    private static final Path PAGES = Path.of("src", "main", "asciidoc");

    private static final String NO_PHONE =
            "phone must be a phone number of 5 to 15 digits, with or without +, spaces, dots, dashes and brackets";
    private static final String NO_TIMESTAMP =
            "syncMessagesFrom must be a moment of the last 31 days: ISO 8601 with an offset,"
                    + " such as 2026-01-31T12:00:00Z, or seconds since 1970";

    @RegisterExtension
    static final PactChannelsSandboxExtension EXTENSION = new PactChannelsSandboxExtension();

    private final PactChannelsSandbox sandbox = EXTENSION.sandbox();
    private final CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        PactChannelsComponent component = context.getComponent("pact-channels", PactChannelsComponent.class);
        component.getConfiguration().setBaseUri(sandbox.baseUri());
        component.getConfiguration().setApiToken(sandbox.apiToken());
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @EnumSource(PactChannelsOperation.class)
    void page_has_a_table_and_examples_in_both_languages(PactChannelsOperation operation) throws IOException {
        String file = RequestTables.fileName(operation.name());

        assertThat(page(operation))
                .startsWith("= " + operation + ": ")
                .contains("\n== Request\n", "\n== Input\n", "\n== Result\n", "\n== Rejected input\n", "\n== Errors\n")
                .contains("include::{yaml}/" + file + ".yaml[")
                .contains("include::{java}/" + capitalized(operation.name()) + "Routes.java[");
        assertThat(page(operation).contains("include::{generated}/request-" + file + ".adoc[]"))
                .isEqualTo(!operation.variants().isEmpty());
    }

    @ParameterizedTest
    @EnumSource(PactChannelsOperation.class)
    void page_is_linked_from_the_component_page_and_the_start_page(PactChannelsOperation operation) throws IOException {
        String link = "xref:" + RequestTables.fileName(operation.name()) + ".adoc[";

        assertThat(Files.readString(PAGES.resolve("component.adoc"))).contains(link);
        assertThat(Files.readString(PAGES.resolve("index.adoc"))).contains(link);
    }

    @ParameterizedTest
    @EnumSource(PactChannelsOperation.class)
    void page_quotes_only_tested_error_messages(PactChannelsOperation operation) throws IOException {
        assertThat(quoted(operation))
                .containsExactlyInAnyOrderElementsOf(rejections()
                        .filter(rejection -> rejection.operation == operation)
                        .map(rejection -> rejection.text)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("rejections")
    void quoted_error_message_is_correct(Rejection rejection) {
        Exchange exchange = context.createProducerTemplate().request("pact-channels:" + rejection.uri(), request -> {
            request.getMessage().setBody(rejection.body);
            rejection.headers.forEach(
                    (name, value) -> request.getMessage().setHeader("CamelPactChannels" + name, value));
        });

        assertThat(exchange.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(rejection.text);
        assertThat(sandbox.requests()).isEmpty();
    }

    /** See {@code component.adoc}, Sources of a value. */
    @Test
    void header_of_the_route_overrides_the_option() {
        sandbox.addChannel(PactChannelsSandbox.COMPANY_ID, 399, "telegram");

        Exchange exchange = context.createProducerTemplate()
                .request("pact-channels:create?companyId=154&provider=viber&token=new", request -> request.getMessage()
                        .setHeader(PactChannelsConstants.PROVIDER, "telegram"));

        assertThat(exchange.getException()).hasMessageContaining("already has a channel of the provider telegram");
    }

    /** See {@code security.adoc}, Where secrets can appear. */
    @Test
    void camel_masks_secret_options_in_uris() {
        assertThat(context.getEndpoint("pact-channels:create?token=t1&login=l1&password=p1&message=hi")
                        .toString())
                .contains("token=xxxxxx", "login=xxxxxx", "password=xxxxxx", "message=xxxxxx");
        assertThat(context.getEndpoint("pact-channels:registerWebhook?companyId=154&webhookUrl=w1")
                        .toString())
                .contains("webhookUrl=xxxxxx");
    }

    /** See {@code security.adoc}, Where secrets can appear. */
    @Test
    void camel_masks_only_the_first_of_repeated_options() {
        assertThat(context.getEndpoint("pact-channels:sendFirst?templateParameters=a&templateParameters=b")
                        .toString())
                .contains("templateParameters=xxxxxx", "templateParameters=b");
    }

    /** The error messages that a page quotes. */
    private static List<String> quoted(PactChannelsOperation operation) throws IOException {
        String section = page(operation).split("\n== Rejected input\n", 2)[1].split("\n== ", 2)[0];
        return section.split("\n----\n", 3)[1].lines().toList();
    }

    private static String page(PactChannelsOperation operation) throws IOException {
        return Files.readString(PAGES.resolve(RequestTables.fileName(operation.name()) + ".adoc"));
    }

    private static String capitalized(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    /** A request that the component rejects with a text. It has a company and a channel unless the text is about their absence. */
    private record Rejection(PactChannelsOperation operation, String text, Object body, Map<String, Object> headers) {

        String uri() {
            return operation
                    + (text.endsWith(" (was null)") ? "" : "?channelId=399")
                    + (text.endsWith("companyId must be a positive number (was null)")
                            ? ""
                            : (text.endsWith(" (was null)") ? "?" : "&") + "companyId=154");
        }
    }

    static Stream<Rejection> rejections() {
        return Stream.of(
                rejection("list: companyId must be a positive number (was null)", null),
                rejection("list: pageSize must be a number from 1 to 100 (was 101)", null, "PageSize", 101),
                rejection("list: maxPages must be a positive number (was 0)", null, "MaxPages", 0),
                rejection("list: sortDirection must be one of asc, desc (was up)", null, "SortDirection", "up"),
                rejection("list: listMode must be one of all, page, stream (was some)", null, "ListMode", "some"),
                rejection("create: companyId must be a positive number (was null)", null, "Provider", "whatsapp"),
                rejection("create: provider is missing", null),
                rejection(
                        "create: hostingType is missing",
                        Map.of("provider", "whatsapp_business", "dialog360_channel_id", "c")),
                rejection("create: token is missing", Map.of("provider", "viber", "token", " ")),
                rejection(
                        "create: token must be a text without line ends and control characters",
                        CreateChannel.byToken("viber", "4a1\nf09")),
                rejection("create: viaQrCode or phone is missing", null, "Provider", "telegram_personal"),
                rejection(
                        "create: give viaQrCode or phone, not both",
                        "{\"provider\":\"telegram_personal\",\"via_qr_code\":true,\"phone\":\"79250000001\"}"),
                rejection(
                        "create: subtype must be one of regular, unlim, no_write_first (was gold)",
                        business("subtype", "gold")),
                rejection(
                        "create: apiProvider must be one of gupshup, 360dialog (was other)",
                        business("api_provider", "other")),
                rejection(
                        "create: " + NO_PHONE + " (was 7925CALLME): letters and extensions are not supported",
                        CreateChannel.telegramPersonalByPhone("7925CALLME")),
                rejection(
                        "create: " + NO_TIMESTAMP + " (was 2020-01-01T00:00:00Z)",
                        Map.of("provider", "whatsapp", "syncMessagesFrom", "2020-01-01T00:00:00Z")),
                rejection(
                        "create: data must be an object",
                        Map.of("provider", "instagram_business", "token", "t", "phone", "79250000001", "data", "no")),
                rejection("create: the body must be a JSON object, a map or CreateChannel", "whatsapp"),
                rejection("create: the body must be CreateChannel (was UpdateChannel)", UpdateChannel.token("t")),
                rejection("update: channelId must be a positive number (was null)", null, "Token", "t"),
                rejection("update: nothing to change was given: token, login and password, or others", null),
                rejection("update: the body must be a JSON object, a map or UpdateChannel", "a token"),
                rejection("update: the body must be UpdateChannel (was CreateChannel)", CreateChannel.whatsApp()),
                rejection("delete: channelId must be a positive number (was null)", null),
                rejection("delete: channelId must be a positive number (was 1/../2)", null, "ChannelId", "1/../2"),
                rejection(
                        "delete: channelId is ambiguous: the header CamelPactChannelsChannelId is 3, the PactChannel in the"
                                + " body has 1. Remove the header or replace the body",
                        new PactChannel(1, "viber"),
                        "ChannelId",
                        3),
                rejection(
                        "sendFirst: channelId must be a positive number (was null)", "Hello!", "Phone", "79250000001"),
                rejection("sendFirst: phone is missing", "Hello!"),
                rejection(
                        "sendFirst: " + NO_PHONE + " (was 7925CALLME): letters and extensions are not supported",
                        "Hello!",
                        "Phone",
                        "7925CALLME"),
                rejection("sendFirst: message or templateId is missing", null, "Phone", "79250000001"),
                rejection("sendFirst: give message or templateId, not both", "Hello!", "TemplateId", "t"),
                rejection(
                        "sendFirst: templateLanguageCode is missing",
                        Map.of("phone", "79250000001", "template", Map.of("id", "t"))),
                rejection(
                        "sendFirst: templateParameters[1] must be a text (was Boolean)",
                        Map.of(
                                "phone",
                                "79250000001",
                                "template",
                                Map.of("id", "t", "language_code", "en", "parameters", List.of("a", true)))),
                rejection("sendFirst: the body must be FirstMessage (was CreateChannel)", CreateChannel.whatsApp()),
                rejection("job: channelId must be a positive number (was null)", null, "JobId", 1),
                rejection("job: jobId must be a positive number (was null)", null, "ChannelId", 399),
                rejection("userExists: channelId must be a positive number (was null)", "79250000001"),
                rejection("userExists: phone is missing", null),
                rejection("userExists: " + NO_PHONE + " (was 1234): fewer than 5 digits", 1234),
                rejection("requestCode: channelId must be a positive number (was null)", null, "Provider", "instagram"),
                rejection("requestCode: provider is missing", null),
                rejection("requestCode: challengeVariant or challengeType is missing", null, "Provider", "instagram"),
                rejection(
                        "requestCode: give challengeVariant or challengeType, not both",
                        RequestCode.instagramChallenge(0).with("challenge_type", "two_factor")),
                rejection(
                        "requestCode: challengeVariant must be a whole number (was sms)",
                        "{\"provider\":\"instagram\",\"challengeVariant\":\"sms\"}"),
                rejection("requestCode: the body must be a JSON object, a map or RequestCode", "instagram"),
                rejection(
                        "confirm: channelId must be a positive number (was null)",
                        "0123",
                        "Provider",
                        "telegram_personal"),
                rejection("confirm: provider is missing", "0123"),
                rejection("confirm: code or password is missing", null, "Provider", "telegram_personal"),
                rejection(
                        "confirm: give code or password, not both",
                        "0123",
                        "Provider",
                        "telegram_personal",
                        "Password",
                        "secret"),
                rejection("confirm: code must be a text of digits", "12a4", "Provider", "telegram_personal"),
                rejection(
                        "confirm: password is missing",
                        "secret",
                        "Provider",
                        "telegram_personal",
                        "ConfirmationType",
                        "password"),
                rejection("confirm: confirmationCode is missing", null, "Provider", "instagram"),
                rejection(
                        "confirm: confirmationVariant is missing",
                        "0123",
                        "Provider",
                        "instagram",
                        "ConfirmationType",
                        "two_factor"),
                rejection(
                        "confirm: confirmationType must be code or password (was sms)",
                        "0123",
                        "Provider",
                        "telegram_personal",
                        "ConfirmationType",
                        "sms"),
                rejection("confirm: the body must be ConfirmCode (was RequestCode)", RequestCode.telegramPersonal()),
                rejection("enablePage: channelId must be a positive number (was null)", null, "PageId", 301),
                rejection("enablePage: pageId is missing", null),
                rejection("enablePage: pageId must be a whole number (was first)", null, "PageId", "first"),
                rejection(
                        "enablePage: syncPeriod must be one of day, week, month, all (was year)",
                        "{\"page_id\":301,\"sync_period\":\"year\"}"),
                rejection("enablePage: the body must be a JSON object, a map or EnablePage", "301"),
                rejection("companies: pageSize must be a number from 1 to 100 (was 101)", null, "PageSize", 101),
                rejection("companies: sortDirection must be one of asc, desc (was up)", null, "SortDirection", "up"),
                rejection(
                        "registerWebhook: companyId must be a positive number (was null)",
                        null,
                        "WebhookUrl",
                        "https://hooks.example.org/secret"),
                rejection("registerWebhook: webhookUrl is missing", null),
                rejection(
                        "registerWebhook: webhookUrl must be an absolute https:// URL with a host and without user and"
                                + " fragment (http:// only for loopback addresses)",
                        null,
                        "WebhookUrl",
                        "http://hooks.example.org/secret"),
                rejection("registerWebhook: the body must be a JSON object, a map or UpdateCompany", "an address"));
    }

    private static CreateChannel business(String name, String value) {
        return CreateChannel.whatsAppBusiness("79250000001", "Shop", "t").with(name, value);
    }

    private static Rejection rejection(String text, Object body) {
        return new Rejection(operation(text), text, body, Map.of());
    }

    private static Rejection rejection(String text, Object body, String header, Object value) {
        return new Rejection(operation(text), text, body, Map.of(header, value));
    }

    private static Rejection rejection(
            String text, Object body, String header, Object value, String otherHeader, Object otherValue) {
        return new Rejection(operation(text), text, body, Map.of(header, value, otherHeader, otherValue));
    }

    private static PactChannelsOperation operation(String text) {
        return PactChannelsOperation.valueOf(text.split(":", 2)[0]);
    }
}
