/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;

import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import im.pact.camel.channels.sandbox.PactChannelsSandboxExtension;
import im.pact.camel.channels.sandbox.SandboxRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The life of a channel, from its creation to its end, in one route of steps with nothing in between: what a step needs it finds
 * in the headers that an earlier one has set, or that the first message brought.
 */
class ChannelLifeTest {

    private static final Map<String, Map<String, Object>> CHANNELS = Map.of(
            "whatsapp", Map.of(),
            "whatsapp_business", Map.of("username", "79250000000", "account_name", "Shop", "token", "t"),
            "avito", Map.of("login", "id", "password", "secret"),
            "instagram_business", Map.of("token", "t", "phone", "+79131112233", "data", Map.of("a", Map.of("b", 1))),
            "facebook", Map.of("token", "t"),
            "vkontakte", Map.of("token", "t"),
            "vkontakte_direct", Map.of("token", "t"),
            "telegram", Map.of("token", "t"),
            "viber", Map.of("token", "t"),
            "telegram_personal", Map.of("phone", "+7 999 999-99-99"));

    @RegisterExtension
    static final PactChannelsSandboxExtension EXTENSION = new PactChannelsSandboxExtension();

    private final PactChannelsSandbox sandbox = EXTENSION.sandbox();

    static Stream<Arguments> everyProviderInEveryForm() {
        return CHANNELS.keySet().stream().sorted().flatMap(provider -> Stream.of(OutputType.values())
                .flatMap(output ->
                        Stream.of(ListMode.values()).map(listMode -> Arguments.of(provider, output, listMode))));
    }

    @ParameterizedTest(name = "{0}, outputType={1}, listMode={2}")
    @MethodSource("everyProviderInEveryForm")
    void is_one_route(String provider, OutputType output, ListMode listMode) throws Exception {
        sandbox.rules().codes(() -> "012345").qrCodesScannedAtOnce(true).pollsUntilDelivered(0);
        List<String> steps = steps(provider);
        try (CamelContext context = new DefaultCamelContext()) {
            TestContexts.connect(context, sandbox);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    var route = from("direct:life");
                    for (String step : steps) {
                        route.to("pact-channels:" + step + "?companyId=154&outputType=" + output + "&listMode="
                                + listMode);
                    }
                }
            });
            context.start();

            Exchange answer = context.createProducerTemplate().request("direct:life", exchange -> {
                exchange.getMessage().setBody(CHANNELS.get(provider));
                exchange.getMessage().setHeader(PactChannelsConstants.PROVIDER, provider);
                exchange.getMessage().setHeader(PactChannelsConstants.CODE, "012345");
                exchange.getMessage().setHeader(PactChannelsConstants.TOKEN, "t");
                if (steps.contains("sendFirst")) {
                    exchange.getMessage().setHeader(PactChannelsConstants.PHONE, "79250000001");
                    exchange.getMessage()
                            .setHeaders(
                                    withMessage(provider, exchange.getMessage().getHeaders()));
                }
            });

            assertThat(answer.getException()).isNull();
            if (steps.contains("job")) {
                assertThat(answer.getMessage().getHeader(PactChannelsConstants.JOB_RESULT))
                        .isEqualTo("DELIVERED");
            }
        }
        // Nobody goes through the stream of channels, so no page is asked for.
        int requests = listMode == ListMode.stream ? steps.size() - 1 : steps.size();
        assertThat(sandbox.requests()).extracting(SandboxRequest::method).hasSize(requests);
        assertThat(sandbox.channels(PactChannelsSandbox.COMPANY_ID))
                .as("deleted at last")
                .isEmpty();
    }

    @Test
    void is_one_route_of_yaml_for_camel_main() throws Exception {
        sandbox.rules().codes(() -> "012345");
        Main main = new Main();
        main.addInitialProperty("camel.component.pact-channels.api-token", sandbox.apiToken());
        main.addInitialProperty("camel.component.pact-channels.base-uri", sandbox.baseUri());
        main.addInitialProperty("camel.component.pact-channels.company-id", "154");
        main.addInitialProperty("camel.component.pact-channels.output-type", "map");
        main.configure().withRoutesIncludePattern("classpath:routes/life.yaml");
        main.start();
        try {
            Object body = main.getCamelTemplate().requestBody("direct:life", (Object) null);

            assertThat(body).isEqualTo(Map.of("status", "deleted"));
            assertThat(sandbox.requests())
                    .extracting(request -> request.method() + " " + request.path())
                    .containsExactly(
                            "POST /p1/companies/154/channels",
                            "POST /p1/companies/154/channels/1/request_code",
                            "POST /p1/companies/154/channels/1/confirm",
                            "GET /p1/companies/154/channels",
                            "PUT /p1/companies/154/channels/1",
                            "DELETE /p1/companies/154/channels/1");
        } finally {
            main.stop();
        }
    }

    private static List<String> steps(String provider) {
        List<String> steps = new ArrayList<>(List.of("create"));
        if (provider.equals("telegram_personal")) {
            steps.addAll(List.of("requestCode", "confirm"));
        }
        steps.addAll(List.of("list", "update"));
        if (provider.startsWith("whatsapp")) {
            steps.addAll(List.of("userExists", "sendFirst", "job"));
        }
        steps.add("delete");
        return steps;
    }

    private static Map<String, Object> withMessage(String provider, Map<String, Object> headers) {
        Map<String, Object> more = new HashMap<>(headers);
        if (provider.equals("whatsapp")) {
            more.put(PactChannelsConstants.MESSAGE, "Hello");
        } else {
            more.put(PactChannelsConstants.TEMPLATE_ID, "hello");
            more.put(PactChannelsConstants.TEMPLATE_LANGUAGE_CODE, "en");
        }
        return more;
    }
}
