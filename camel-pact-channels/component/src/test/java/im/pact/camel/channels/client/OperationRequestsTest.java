/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import im.pact.camel.channels.request.ConfirmCode;
import im.pact.camel.channels.request.CreateChannel;
import im.pact.camel.channels.request.EnablePage;
import im.pact.camel.channels.request.FirstMessage;
import im.pact.camel.channels.request.PageRequest;
import im.pact.camel.channels.request.RequestCode;
import im.pact.camel.channels.request.RequestFormat;
import im.pact.camel.channels.request.UpdateChannel;
import im.pact.camel.channels.request.UpdateCompany;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each method of the client sends the request that the API document shows. */
class OperationRequestsTest {

    private static final String ANSWER = "{\"status\":\"ok\",\"exists\":true,\"data\":{\"external_id\":399,\"id\":17}}";

    @RegisterExtension
    static final MockServer SERVER = new MockServer();

    @RegisterExtension
    final PactClient pact = new PactClient();

    @BeforeEach
    void respond() {
        SERVER.respond(Responses.json(200, ANSWER));
    }

    static Stream<Arguments> operations() {
        return Stream.of(
                operation(
                        "POST /p1/companies/154/channels",
                        "provider=viber&token=T",
                        client -> client.createChannel(154, CreateChannel.byToken("viber", "T"))),
                operation(
                        "PUT /p1/companies/154/channels/399",
                        "token=T",
                        client -> client.updateChannel(154, 399, UpdateChannel.token("T"))),
                operation("DELETE /p1/companies/154/channels/399", "", client -> client.deleteChannel(154, 399)),
                operation(
                        "POST /p1/companies/154/channels/399/conversations",
                        "phone=79250000001&message=Hello",
                        client -> client.sendFirstMessage(154, 399, FirstMessage.text("+7 925 000-00-01", "Hello"))),
                operation(
                        "GET /p1/companies/154/channels/399/user_exists?phone=79250000001",
                        "",
                        client -> client.userExists(154, 399, "+7 925 000-00-01")),
                operation(
                        "POST /p1/companies/154/channels/399/request_code",
                        "provider=telegram_personal",
                        client -> client.requestCode(154, 399, RequestCode.telegramPersonal())),
                operation(
                        "POST /p1/companies/154/channels/399/confirm",
                        "provider=telegram_personal&confirmation_type=code&code=0256",
                        client -> client.confirm(154, 399, ConfirmCode.telegramPersonal("0256"))),
                operation(
                        "POST /p1/companies/154/channels/399/enable_page_instagram?page_id=301",
                        "",
                        client -> client.enablePage(154, 399, EnablePage.of(301))),
                operation("GET /p1/companies/154/channels/399/jobs/17", "", client -> client.job(154, 399, 17)),
                operation(
                        "PUT /p1/companies/154",
                        "webhook_url=https%3A%2F%2Fhooks.example.org%2Fpact%3Fsecret%3Da%2Bb",
                        client -> client.updateCompany(
                                154, UpdateCompany.webhookUrl("https://hooks.example.org/pact?secret=a+b"))),
                operation(
                        "PUT /p1/companies/154",
                        "webhook_url=",
                        client -> client.updateCompany(154, UpdateCompany.webhookUrl(""))));
    }

    private static Arguments operation(String line, String body, Consumer<PactChannelsClient> send) {
        return Arguments.of(line, body, send);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void each_operation_sends_one_request(String line, String body, Consumer<PactChannelsClient> send) {
        send.accept(client());

        LoggedRequest request = onlyRequest();
        assertThat(request.getMethod() + " " + request.getUrl()).isEqualTo(line);
        assertThat(request.getBodyAsString()).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void user_exists_returns_the_value_of_the_response(boolean exists) {
        SERVER.respond(Responses.json(200, "{\"status\":\"ok\",\"exists\":" + exists + "}"));

        assertThat(client().userExists(154, 399, "79250000001")).isEqualTo(exists);
    }

    @Test
    void invalid_phone_is_rejected_before_sending() {
        assertThatThrownBy(() -> client().userExists(154, 399, "call me"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("userExists: phone must be a phone number");
        assertThatThrownBy(() -> client().sendFirstMessage(154, 399, FirstMessage.text("call me", "Hello")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("sendFirst: phone must be a phone number");

        assertThat(SERVER.received()).isEmpty();
    }

    @Test
    void parameters_are_sent_unchanged_without_validation() {
        PactChannelsClient unchecked = client(new PactChannelsClientSettings(
                SERVER.baseUri(), false, "T", PactClient.LONG, RetryPolicy.NONE, null, false));

        unchecked.userExists(154, 399, "call me");

        assertThat(onlyRequest().getUrl()).isEqualTo("/p1/companies/154/channels/399/user_exists?phone=call%20me");
    }

    @Test
    void request_format_json_applies_to_every_operation() {
        PactChannelsClient json = client(new PactChannelsClientSettings(
                SERVER.baseUri(), false, "T", PactClient.LONG, RetryPolicy.NONE, RequestFormat.json, true));

        json.updateChannel(154, 399, new UpdateChannel(Map.of("token", "T")));

        assertThat(onlyRequest().getBodyAsString()).isEqualTo("{\"token\":\"T\"}");
    }

    /** The redirect would send the token to another host. */
    @Test
    void redirect_is_not_followed_by_a_client_with_defaults() throws Exception {
        SERVER.respond(Responses.json(302, "").withHeader("Location", "/elsewhere"));
        try (CloseableHttpClient obliging = HttpClients.createDefault()) {
            PactChannelsClient client = new HttpPactChannelsClient(obliging, settings(), pact.timer);

            assertThatThrownBy(() -> client.listChannels(154, PageRequest.FIRST))
                    .isInstanceOf(PactChannelsUnexpectedResponseException.class);
        }
        assertThat(onlyRequest().getUrl()).isEqualTo("/p1/companies/154/channels");
    }

    private PactChannelsClient client() {
        return client(settings());
    }

    private PactChannelsClient client(PactChannelsClientSettings settings) {
        return new HttpPactChannelsClient(pact.httpClient, settings, pact.timer);
    }

    private static PactChannelsClientSettings settings() {
        return new PactChannelsClientSettings(SERVER.baseUri(), "T", PactClient.LONG);
    }

    private static LoggedRequest onlyRequest() {
        assertThat(SERVER.received()).hasSize(1);
        return SERVER.received().get(0);
    }
}
