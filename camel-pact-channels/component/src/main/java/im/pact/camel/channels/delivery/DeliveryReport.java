/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.delivery;

import im.pact.camel.channels.model.ApiObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The end of a stored message. JSON has the names of the API, with times as ISO 8601.
 *
 * @param key        the message key: {@code message_key}
 * @param companyId  the company
 * @param channelId  the channel
 * @param phone      the recipient, as it was sent
 * @param state      {@code DELIVERED}, {@code NOT_DELIVERED}, {@code UNKNOWN} or {@code EXPIRED}
 * @param jobId      the job of the service; {@code null} if the state is {@code UNKNOWN}
 * @param reason     why the message was not delivered, if the service gives a reason; otherwise {@code null}
 * @param createdAt  when the request was sent
 * @param finishedAt when the state became known
 */
public record DeliveryReport(
        String key,
        long companyId,
        long channelId,
        String phone,
        MessageState state,
        Long jobId,
        String reason,
        Instant createdAt,
        Instant finishedAt)
        implements ApiObject {

    /** The report of a message that is finished. */
    public static DeliveryReport of(StoredMessage message) {
        return new DeliveryReport(
                message.key(),
                message.companyId(),
                message.channelId(),
                message.phone(),
                message.state(),
                message.jobId(),
                message.reason(),
                message.createdAt(),
                message.finishedAt());
    }

    /** Whether the message was delivered. */
    public boolean isDelivered() {
        return state == MessageState.DELIVERED;
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("message_key", key);
        fields.put("company_id", companyId);
        fields.put("channel_id", channelId);
        fields.put("phone", phone);
        fields.put("state", state.name());
        fields.put("job_id", jobId);
        fields.put("reason", reason);
        fields.put("created_at", Objects.toString(createdAt, null));
        fields.put("finished_at", Objects.toString(finishedAt, null));
        return fields;
    }
}
