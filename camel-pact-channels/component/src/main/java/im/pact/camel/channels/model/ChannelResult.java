/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.model;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The result of "Create new channel", "Update channel" and "Delete channel".
 *
 * @param channelId the channel: {@code external_id} of the response, or the channel of the request
 * @param status    the status that the service reports ({@code created}, {@code updated}, {@code deleted}), or {@code null}
 * @param response  the whole response
 */
public record ChannelResult(long channelId, String status, Map<String, Object> response) implements ApiObject {

    public ChannelResult {
        response = ApiObject.unmodifiable(response);
    }

    @Override
    public Map<String, Object> toMap() {
        return new LinkedHashMap<>(response);
    }
}
