/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.model;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came of "Create new channel", "Update channel" and "Delete channel".
 *
 * @param channelId the channel: {@code external_id} of the answer, or the one that the call was about
 * @param status    the service's word for it ({@code created}, {@code updated}, {@code deleted}), or {@code null}
 * @param answer    the whole answer
 */
public record ChannelResult(long channelId, String status, Map<String, Object> answer) implements ApiObject {

    public ChannelResult {
        answer = ApiObject.unmodifiable(answer);
    }

    @Override
    public Map<String, Object> toMap() {
        return new LinkedHashMap<>(answer);
    }
}
