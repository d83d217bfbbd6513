/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Values as scripts, spreadsheets, JSON trees and URIs have them. */
class ValueTypesTest {

    private static final String IDS = "companyId=154&channelId=399";

    @RegisterExtension
    static final ApiServer SERVER = new ApiServer();

    @BeforeEach
    void acceptEverything() {
        SERVER.acceptsEverything();
    }

    /** Camel reads the first as 0 and the third as 5000. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "companyId=abc    | list: companyId must be a positive number (was abc)",
                "companyId=       | list: companyId must be a positive number (was empty)",
                "companyId=5s     | list: companyId must be a positive number (was 5s)",
                "companyId=154.0  | list: companyId must be a positive number (was 154.0)",
                "companyId=9223372036854775808 | list: companyId must be a positive number (was 9223372036854775808)",
                "channelId=x      | list: channelId must be a positive number (was x)",
                "pageSize=        | list: pageSize must be a number from 1 to 100 (was empty)",
                "pageSize=2.9     | list: pageSize must be a number from 1 to 100 (was 2.9)",
                "pageSize=1m      | list: pageSize must be a number from 1 to 100 (was 1m)",
                "maxPages=many    | list: maxPages must be a positive number (was many)",
                "maxInFlight=     | list: maxInFlight must be a positive number (was empty)",
            })
    void number_in_a_uri_is_rejected_as_it_was_written(String option, String message) throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            SERVER.connect(context);
            context.start();

            assertThat(catchThrowable(() -> context.getEndpoint("pact-channels:list?" + option)))
                    .rootCause()
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(message);
        }
    }

    @Test
    void number_in_a_uri_may_be_a_bean() {
        SERVER.context().getRegistry().bind("company", 155L);

        SERVER.send("list?companyId=#bean:company", exchange -> {});

        assertThat(SERVER.request().path()).isEqualTo("/p1/companies/155/channels");
    }

    static Stream<Object> wholeNumbers() {
        return Stream.of(
                7,
                7L,
                (short) 7,
                7.0,
                7f,
                new BigDecimal("7.00"),
                "7",
                " 07 ",
                new TextNode("7"),
                new LongNode(7),
                new DoubleNode(7));
    }

    @ParameterizedTest
    @MethodSource("wholeNumbers")
    void whole_number_is_an_id_and_a_page_size_whatever_its_type(Object number) {
        SERVER.send("list", exchange -> {
            exchange.getMessage().setHeader(PactChannelsConstants.COMPANY_ID, number);
            exchange.getMessage().setHeader(PactChannelsConstants.PAGE_SIZE, number);
        });
        SERVER.send("delete?companyId=154", exchange -> exchange.getMessage().setBody(Map.of("channel_id", number)));

        assertThat(SERVER.requests())
                .extracting(ApiServer.Request::call)
                .containsExactly("GET /p1/companies/7/channels?per=7", "DELETE /p1/companies/154/channels/7");
    }

    @ParameterizedTest
    @CsvSource({"2.9", "100.5", "1e300", "NaN"})
    void number_that_is_not_whole_is_rejected_in_a_header(double number) {
        for (String header : List.of("CompanyId", "PageSize", "MaxPages")) {
            Exchange exchange = SERVER.exchange(
                    "list?companyId=154", it -> it.getMessage().setHeader("CamelPactChannels" + header, number));

            assertThat(exchange.getException())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith("(was " + number + ")");
        }
        assertThat(SERVER.requests()).isEmpty();
    }

    @Test
    void json_tree_in_a_header_is_its_value() throws Exception {
        SERVER.send("sendFirst?" + IDS, exchange -> {
            exchange.getMessage().setHeader(PactChannelsConstants.PHONE, new LongNode(79250000001L));
            exchange.getMessage().setHeader(PactChannelsConstants.TEMPLATE_ID, new TextNode("T"));
            exchange.getMessage().setHeader(PactChannelsConstants.TEMPLATE_LANGUAGE_CODE, new TextNode("en"));
            exchange.getMessage()
                    .setHeader(PactChannelsConstants.TEMPLATE_PARAMETERS, new ObjectMapper().readTree("[\"a\", 5]"));
            exchange.getMessage().setHeader(PactChannelsConstants.MESSAGE, NullNode.instance);
        });

        assertThat(SERVER.request().form())
                .isEqualTo("phone=79250000001&template[id]=T&template[language_code]=en&template[parameters][]=a"
                        + "&template[parameters][]=5");
    }

    @Test
    void json_tree_in_a_map_or_a_list_is_its_value() {
        SERVER.send("sendFirst?" + IDS, exchange -> exchange.getMessage()
                .setBody(Map.of(
                        "phone", new TextNode("79250000001"),
                        "template",
                                Map.of(
                                        "id",
                                        new TextNode("T"),
                                        "language_code",
                                        "en",
                                        "parameters",
                                        List.of(new TextNode("a"), 5)),
                        "extra", JsonNodeFactory.instance.objectNode().put("x", "y"))));

        assertThat(SERVER.request().form())
                .isEqualTo("phone=79250000001&template[id]=T&template[language_code]=en&template[parameters][]=a"
                        + "&template[parameters][]=5&extra[x]=y");
    }

    /** YAML has maps. */
    @Test
    void object_may_be_a_map_a_tree_or_json_text() throws Exception {
        String json = "{\"a\":1}";
        for (Object data : List.of(Map.of("a", 1), new ObjectMapper().readTree(json), json)) {
            SERVER.clear();
            SERVER.send(
                    "create?provider=instagram_business&token=T&phone=79131112233&requestFormat=form&" + IDS,
                    exchange -> exchange.getMessage().setHeader(PactChannelsConstants.DATA, data));

            assertThat(SERVER.request().form())
                    .isEqualTo("provider=instagram_business&token=T&phone=+79131112233&data[a]=1");
        }
    }
}
