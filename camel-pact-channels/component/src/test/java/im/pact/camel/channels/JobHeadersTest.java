/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;

import im.pact.camel.channels.model.DeliveryJob;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A route sees whether a job is done, whether the message was delivered, and otherwise why not. */
class JobHeadersTest {

    private static final String SEND_FIRST = "sendFirst?phone=79250000001&message=Hello&";
    private static final String JOB = "job?";

    @RegisterExtension
    static final ApiServer SERVER = new ApiServer();

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(
            resources = {"/cases/jobs.csv", "/cases/jobs-more.csv"},
            delimiter = '|',
            quoteCharacter = '`',
            numLinesToSkip = 1)
    void a_job_is_done_and_delivered_as_the_table_says(String body, boolean done, Boolean delivered, String reason) {
        SERVER.answers("{\"status\":\"ok\",\"data\":" + body + "}");

        for (String operation : new String[] {SEND_FIRST, JOB}) {
            Message message = send(operation);
            DeliveryJob job = message.getBody(DeliveryJob.class);

            assertThat(job.isDone()).as("done").isEqualTo(done);
            assertThat(job.isDelivered()).as("delivered").isEqualTo(Boolean.TRUE.equals(delivered));
            assertThat(job.reason()).isEqualTo(reason);
            assertThat(message.getHeader(PactChannelsConstants.JOB_REASON)).isEqualTo(reason);
            assertThat(message.getHeader(PactChannelsConstants.JOB_STATE)).isEqualTo(job.state());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    delivered      | {"result":"DELIVERED"}     | DELIVERED
                    trying_deliver | {"result":"NOT DELIVERED"} | NOT DELIVERED
                    failed         | "NOT DELIVERED"            | NOT DELIVERED
                    delivered      | {"result":"OK"}            |
                    failed         | {"result":"QUEUED"}        |
                    trying_deliver | {"result":"QUEUED"}        |
                    trying_deliver | {"result":""}              |
                    failed         | null                       |
                    """)
    void the_result_header_has_one_of_the_two_results_or_is_removed(String state, String details, String result) {
        SERVER.answers(
                "{\"status\":\"ok\",\"data\":{\"id\":17,\"state\":\"" + state + "\",\"details\":" + details + "}}");

        for (String operation : new String[] {SEND_FIRST, JOB}) {
            assertThat(send(operation).getHeader(PactChannelsConstants.JOB_RESULT))
                    .isEqualTo(result);
        }
    }

    @Test
    void a_reason_of_an_earlier_job_is_removed() {
        SERVER.answers("{\"status\":\"ok\",\"data\":{\"id\":17,\"state\":\"trying_deliver\",\"details\":null}}");

        assertThat(send(JOB).getHeaders())
                .doesNotContainKeys(PactChannelsConstants.JOB_REASON, PactChannelsConstants.JOB_RESULT);
    }

    @ParameterizedTest
    @CsvSource({
        "1510393147,                      2017-11-11T09:39:07Z",
        "1510393147000,                   2017-11-11T09:39:07Z",
        "1510393147123,                   2017-11-11T09:39:07.123Z",
        "'\"1510393147\"',                2017-11-11T09:39:07Z",
        "'\"1510393147123\"',             2017-11-11T09:39:07.123Z",
        "'\"2017-11-11T09:39:07Z\"',      2017-11-11T09:39:07Z",
        "'\"2017-11-11T12:39:07.5+03:00\"', 2017-11-11T09:39:07.500Z",
        "0,                               1970-01-01T00:00:00Z",
    })
    void the_creation_time_is_read_in_seconds_milliseconds_and_iso_8601(String json, Instant createdAt) {
        SERVER.answers("{\"status\":\"ok\",\"data\":{\"id\":17,\"created_at\":" + json + "}}");

        assertThat(send(JOB).getBody(DeliveryJob.class).createdAt()).isEqualTo(createdAt);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "\"yesterday\"",
                "\"2017-11-11\"",
                "true",
                "[]",
                "9223372036854775807",
                "-9223372036854775808",
                "92233720368547758080",
            })
    void a_creation_time_of_another_form_is_missing(String json) {
        SERVER.answers("{\"status\":\"ok\",\"data\":{\"id\":17,\"created_at\":" + json + "}}");

        assertThat(send(JOB).getBody(DeliveryJob.class).createdAt()).isNull();
    }

    private static Message send(String operation) {
        Exchange exchange = SERVER.context()
                .createProducerTemplate()
                .request("pact-channels:" + operation + "companyId=154&channelId=399", sent -> {
                    sent.getMessage().setHeader(PactChannelsConstants.JOB_ID, 17);
                    sent.getMessage().setHeader(PactChannelsConstants.JOB_REASON, "an earlier one");
                    sent.getMessage().setHeader(PactChannelsConstants.JOB_RESULT, "DELIVERED");
                });
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage();
    }
}
