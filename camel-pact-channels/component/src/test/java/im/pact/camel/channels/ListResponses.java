/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Responses of the operation list that the sandbox does not give. */
final class ListResponses {

    private ListResponses() {}

    /** A page of Viber channels; without a next page if the token is {@code null}. */
    static ResponseDefinitionBuilder page(String nextPageToken, long... channelIds) {
        String channels = LongStream.of(channelIds)
                .mapToObj(id -> "{\"external_id\":" + id + ",\"provider\":\"viber\"}")
                .collect(Collectors.joining(","));
        String next = nextPageToken == null ? "null" : "\"" + nextPageToken + "\"";
        return okJson("{\"status\":\"ok\",\"data\":{\"channels\":[" + channels + "],\"next_page\":" + next + "}}");
    }
}
