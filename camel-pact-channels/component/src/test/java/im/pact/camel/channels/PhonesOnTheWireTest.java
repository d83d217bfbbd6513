/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static im.pact.camel.channels.ApiServer.object;
import static org.assertj.core.api.Assertions.assertThat;

import im.pact.camel.channels.request.FirstMessage;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Phone numbers in requests, with and without a region, and in the header that has the number as it was sent. */
class PhonesOnTheWireTest {

    private static final String IDS = "companyId=154&channelId=399";

    @RegisterExtension
    static final ApiServer SERVER = new ApiServer();

    @BeforeEach
    void acceptEverything() {
        SERVER.acceptsEverything();
    }

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @CsvFileSource(resources = "/cases/phones.csv", numLinesToSkip = 1)
    void first_message_goes_to_the_number_that_was_meant_or_nowhere(String phone, String region, String expected) {
        Exchange exchange = SERVER.exchange("sendFirst?message=M&" + IDS, it -> {
            it.getMessage().setHeader(PactChannelsConstants.PHONE, unescaped(phone));
            it.getMessage().setHeader(PactChannelsConstants.PHONE_REGION, region);
        });

        if (expected.equals("refused")) {
            assertThat(exchange.getException())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("sendFirst: phone must be a phone number");
            assertThat(SERVER.requests()).isEmpty();
        } else {
            assertThat(SERVER.request().form()).isEqualTo("phone=" + expected + "&message=M");
            assertThat(exchange.getMessage().getHeader(PactChannelsConstants.PHONE))
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sendFirst  | {phone: '8 (925) 000-00-01', message: 'M'} | phone=79250000001&message=M",
                "sendFirst  | {phone: '8 (925) 000-00-01', template: {id: 'I', language_code: 'en'}}"
                        + " | phone=79250000001&template[id]=I&template[language_code]=en",
                "create     | {provider: 'telegram_personal', phone: '8 (925) 000-00-01'}"
                        + " | provider=telegram_personal&phone=79250000001",
                "create     | {provider: 'whatsapp_business', username: '8 (925) 000-00-01', account_name: 'A', token: 'T'}"
                        + " | provider=whatsapp_business&username=79250000001&account_name=A&token=T",
                "create     | {provider: 'instagram_business', phone: '8 (925) 000-00-01', token: 'T', data: {a: 1}}"
                        + " | provider=instagram_business&token=T&phone=+79250000001&data[a]=1",
            })
    void region_adds_the_country_code_of_every_phone(String operation, String body, String form) {
        SERVER.send(operation + "?phoneRegion=RU&requestFormat=form&" + IDS, exchange -> exchange.getMessage()
                .setBody(object(body)));

        assertThat(SERVER.request().form()).isEqualTo(form);
    }

    @Test
    void region_can_be_in_the_body_and_in_a_record() {
        SERVER.send("userExists?" + IDS, exchange -> exchange.getMessage()
                .setBody(object("{phone: '8 (925) 000-00-01', phoneRegion: 'ru'}")));
        SERVER.send("sendFirst?" + IDS, exchange -> exchange.getMessage()
                .setBody(FirstMessage.text("8 (925) 000-00-01", "M").with("phoneRegion", "RU")));

        assertThat(SERVER.requests().get(0).query()).isEqualTo("phone=79250000001");
        assertThat(SERVER.requests().get(1).form()).isEqualTo("phone=79250000001&message=M");
    }

    @Test
    void region_of_the_component_is_the_default_of_its_endpoints() throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            SERVER.connect(context).getConfiguration().setPhoneRegion("DE");
            context.start();

            for (String region : new String[] {"", "&phoneRegion=GB"}) {
                context.createProducerTemplate()
                        .requestBody("pact-channels:userExists?" + IDS + region, "020 7946 0958");
            }

            assertThat(SERVER.requests())
                    .extracting(ApiServer.Request::query)
                    .containsExactly("phone=492079460958", "phone=442079460958");
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void region_is_not_sent(boolean validate) {
        SERVER.send(
                "create?phoneRegion=RU&validateParameters=" + validate + "&" + IDS,
                exchange -> exchange.getMessage().setBody(object("{provider: 'new', phone: '8 (925) 000-00-01'}")));

        assertThat(SERVER.request().form()).isEqualTo("provider=new&phone=8 (925) 000-00-01");
    }

    @Test
    void unknown_region_is_rejected() {
        Exchange exchange = SERVER.exchange("userExists?" + IDS, it -> {
            it.getMessage().setBody("79250000001");
            it.getMessage().setHeader(PactChannelsConstants.PHONE_REGION, "Russia");
        });

        assertThat(exchange.getException())
                .hasMessage(
                        "userExists: phoneRegion must be a country code of two letters (ISO 3166-1), such as RU or DE"
                                + " (was Russia)");
        assertThat(SERVER.requests()).isEmpty();
    }

    /** So a route can ask about a number in the body and write to it. */
    @Test
    void number_that_a_step_has_sent_is_used_by_the_next_step() throws Exception {
        run(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .setBody(constant("+7 (925) 000-00-01"))
                        .to("pact-channels:userExists?" + IDS)
                        .to("pact-channels:sendFirst?message=M&" + IDS)
                        .to("pact-channels:sendFirst?message=M&phone=79250000002&" + IDS);
            }
        });

        assertThat(SERVER.requests().get(1).form()).isEqualTo("phone=79250000001&message=M");
        assertThat(SERVER.requests().get(2).form()).isEqualTo("phone=79250000002&message=M");
    }

    @Test
    void number_that_the_route_has_set_stays_the_route_s_in_the_form_in_which_it_was_sent() throws Exception {
        run(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .setHeader(PactChannelsConstants.PHONE, constant("+7 (925) 000-00-01"))
                        .to("pact-channels:userExists?" + IDS)
                        .to("pact-channels:sendFirst?message=M&phone=79250000002&" + IDS);
            }
        });

        assertThat(SERVER.requests().get(1).form()).isEqualTo("phone=79250000001&message=M");
    }

    /** A backslash, u and four digits are a character. */
    private static String unescaped(String text) {
        return Pattern.compile("\\\\u([0-9a-f]{4})")
                .matcher(text)
                .replaceAll(match -> Character.toString(Integer.parseInt(match.group(1), 16)));
    }

    private static void run(RouteBuilder routes) throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            SERVER.connect(context);
            context.addRoutes(routes);
            context.start();
            Exchange exchange = context.createProducerTemplate().request("direct:start", it -> {});
            assertThat(exchange.getException()).isNull();
        }
    }
}
