/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;

import im.pact.camel.channels.client.PactChannelsException;
import im.pact.camel.channels.client.PactChannelsRejectedException;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import im.pact.camel.channels.sandbox.PactChannelsSandboxExtension;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A route that connects a channel takes the branch that the service means. */
class ConnectRoutesTest {

    private static final String TAKEN = "taken";

    @RegisterExtension
    static final ApiServer SERVER = new ApiServer();

    @RegisterExtension
    static final PactChannelsSandboxExtension EXTENSION = new PactChannelsSandboxExtension();

    private final PactChannelsSandbox sandbox = EXTENSION.sandbox();
    private final CamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"result":"ok"}                                                                        | connected
                    {"result":"ok","data":{"two_factor_requires":"true","details":[{"value":1,"key":"sms"}]}} | TWO_FACTOR
                    {"result":"ok","data":{"confirmation_requires":1,"details":[]}}                        | CHALLENGE
                    {"result":"ok","state":"password_required"}                                            | PASSWORD
                    {"result":"error","message":"code is invalid"}                                         | rejected
                    {"error":"invalid code"}                                                               | rejected
                    {"success":false}                                                                      | rejected
                    {"status":"error"}                                                                     | rejected
                    {"status":"processing"}                                                                | outcome unknown
                    {}                                                                                     | outcome unknown
                    """)
    void confirm_takes_the_branch_that_the_response_means(String response, String branch) throws Exception {
        SERVER.answers(response);
        SERVER.connect(context);
        addRoute("pact-channels:confirm?companyId=154&channelId=399&provider=instagram");

        Exchange exchange = context.createProducerTemplate().request("direct:confirm", sent -> sent.getMessage()
                .setHeader(PactChannelsConstants.CONFIRMATION_CODE, "012345"));

        assertThat(exchange.getVariable(TAKEN)).isEqualTo(branch);
    }

    @ParameterizedTest
    @ValueSource(strings = {"requestCode?provider=telegram_personal", "update?token=t", "delete?maxRetries=0"})
    void an_operation_without_a_result_fails_too_if_the_service_says_no(String operation) {
        SERVER.answers("{\"status\":\"error\",\"message\":\"not today\"}");

        Exchange exchange = SERVER.context()
                .createProducerTemplate()
                .request("pact-channels:" + operation + "&companyId=154&channelId=399", sent -> {});

        assertThat(exchange.getException())
                .isInstanceOf(PactChannelsRejectedException.class)
                .hasMessageContaining("\"not today\"");
    }

    /** Some servers report the password as an error of the correct code. */
    @ParameterizedTest
    @ValueSource(ints = {200, 400, 401, 500})
    void an_account_with_a_password_is_connected_by_a_second_confirm(int status) throws Exception {
        sandbox.rules()
                .codes(() -> "012345")
                .telegramPassword("79250000001", "correct horse")
                .telegramPasswordStatus(status);
        connectToSandbox();
        Exchange exchange = confirm(Map.of(PactChannelsConstants.CODE, "012345"));
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(PactChannelsConstants.NEXT_STEP))
                .isEqualTo("PASSWORD");
        assertThat(exchange.getVariable(TAKEN)).isEqualTo("PASSWORD");

        exchange = confirm(Map.of(PactChannelsConstants.PASSWORD, "correct horse"));

        assertThat(exchange.getMessage().getHeader(PactChannelsConstants.NEXT_STEP))
                .isEqualTo("NONE");
        assertThat(exchange.getVariable(TAKEN)).isEqualTo("connected");
        assertThat(sandbox.channels(PactChannelsSandbox.COMPANY_ID))
                .extracting(channel -> channel.state())
                .hasToString("[ENABLED]");
    }

    @Test
    void a_wrong_password_is_rejected() throws Exception {
        sandbox.rules().codes(() -> "012345").telegramPassword("79250000001", "correct horse");
        connectToSandbox();
        confirm(Map.of(PactChannelsConstants.CODE, "012345"));

        Exchange exchange = confirm(Map.of(PactChannelsConstants.PASSWORD, "wrong"));

        assertThat(exchange.getVariable(TAKEN)).isEqualTo("rejected");
    }

    private void connectToSandbox() throws Exception {
        TestContexts.connect(context, sandbox);
        addRoute("pact-channels:confirm?companyId=154&channelId=1&provider=telegram_personal");
        for (String operation : new String[] {"create?phone=79250000001", "requestCode?channelId=1"}) {
            Exchange exchange = context.createProducerTemplate()
                    .request("pact-channels:" + operation + "&companyId=154&provider=telegram_personal", sent -> {});
            assertThat(exchange.getException()).isNull();
        }
    }

    private void addRoute(String confirm) throws Exception {
        Predicate outcomeUnknown =
                exchange -> exchange.getProperty(Exchange.EXCEPTION_CAUGHT, PactChannelsException.class)
                        .isOutcomeUnknown();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(PactChannelsException.class)
                        .onWhen(outcomeUnknown)
                        .handled(true)
                        .setVariable(TAKEN, constant("outcome unknown"));
                onException(PactChannelsRejectedException.class).handled(true).setVariable(TAKEN, constant("rejected"));
                from("direct:confirm")
                        .to(confirm)
                        .choice()
                        .when(header(PactChannelsConstants.NEXT_STEP).isEqualTo("NONE"))
                        .setVariable(TAKEN, constant("connected"))
                        .otherwise()
                        .setVariable(TAKEN, header(PactChannelsConstants.NEXT_STEP))
                        .end();
            }
        });
        context.start();
    }

    private Exchange confirm(Map<String, Object> headers) {
        return context.createProducerTemplate()
                .request("direct:confirm", sent -> sent.getMessage().setHeaders(headers));
    }
}
