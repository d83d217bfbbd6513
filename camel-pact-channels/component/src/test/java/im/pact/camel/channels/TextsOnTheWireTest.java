/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static im.pact.camel.channels.ApiServer.object;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Texts and numbers in requests: blanks and line ends around them, exponents, JSON in a text body. */
class TextsOnTheWireTest {

    private static final String IDS = "companyId=154&channelId=399";

    @RegisterExtension
    static final ApiServer SERVER = new ApiServer();

    @BeforeEach
    void acceptEverything() {
        SERVER.acceptsEverything();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(
            resources = "/cases/texts.csv",
            numLinesToSkip = 1,
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false)
    void text_is_sent_as_it_was_meant_or_rejected(String operation, String parameters, String sent) {
        Exchange exchange =
                SERVER.exchange(operation + "?" + IDS, it -> it.getMessage().setBody(object(parameters)));

        assertSentOrRejected(exchange, operation, sent);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(
            resources = "/cases/json-texts.csv",
            numLinesToSkip = 1,
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false)
    void json_text_with_parameters_is_an_object_and_any_other_is_a_text(String uri, String text, String sent) {
        String body = text.replace("\\uFEFF", "\uFEFF").replace("\\n", "\n");
        for (Object carrier : new Object[] {body, body.getBytes(StandardCharsets.UTF_8)}) {
            SERVER.clear();
            Exchange exchange = SERVER.exchange(uri + (uri.contains("?") ? "&" : "?") + IDS, it -> it.getMessage()
                    .setBody(carrier));

            assertSentOrRejected(exchange, uri.split("\\?", 2)[0], sent);
        }
    }

    @Test
    void number_in_the_body_is_sent_without_an_exponent() {
        SERVER.send("sendFirst?phone=79250000001&" + IDS, it -> it.getMessage().setBody(12_345_678.5));
        assertThat(SERVER.request().form()).isEqualTo("phone=79250000001&message=12345678.5");

        SERVER.clear();
        SERVER.send("userExists?" + IDS, it -> it.getMessage().setBody(7.9250000001E10));
        assertThat(SERVER.request().query()).isEqualTo("phone=79250000001");
    }

    /** The file of a secret ends with a line end. */
    @Test
    void header_and_option_are_read_like_the_body() {
        SERVER.send("create?provider=telegram&" + IDS, it -> it.getMessage()
                .setHeader(PactChannelsConstants.TOKEN, "T\n".getBytes(StandardCharsets.UTF_8)));
        SERVER.send("create?provider=telegram&token=RAW( T )&" + IDS, it -> {});

        assertThat(SERVER.requests())
                .extracting(ApiServer.Request::form)
                .containsExactly("provider=telegram&token=T", "provider=telegram&token=T");
    }

    private static void assertSentOrRejected(Exchange exchange, String operation, String sent) {
        if (sent.startsWith(operation + ": ")) {
            assertThat(exchange.getException())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(sent);
            assertThat(SERVER.requests()).isEmpty();
            return;
        }
        assertThat(exchange.getException()).isNull();
        ApiServer.Request request = SERVER.request();
        String received = operation.equals("userExists")
                ? request.query()
                : sent.startsWith("{") ? request.body() : request.form();
        assertThat(received).isEqualTo(sent.replace("\\n", "\n"));
    }
}
