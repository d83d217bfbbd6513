/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.model;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The delivery of a first message, as "How to write first message" and "Jobs" show it. Values that the response does not have
 * are {@code null}.
 *
 * @param jobId          the job: {@code id}
 * @param companyId      the company
 * @param channelId      the channel: {@code channel.id}
 * @param provider       the messenger: {@code channel.type}
 * @param state          {@code trying_deliver}, later {@code delivered}; the state of a failure is not documented, so use
 *                       {@link #isDone()} and {@link #isDelivered()}
 * @param result         {@code DELIVERED} or {@code NOT DELIVERED}: {@code details.result}; {@code null} until it is known
 * @param conversationId the conversation, as soon as it exists
 * @param messageId      the message, as soon as it exists
 * @param createdAt      the time when the job was created
 * @param response       the whole response
 */
public record DeliveryJob(
        long jobId,
        Long companyId,
        Long channelId,
        String provider,
        String state,
        String result,
        Long conversationId,
        Long messageId,
        Instant createdAt,
        Map<String, Object> response)
        implements ApiObject {

    private static final String DELIVERED = "DELIVERED";

    public DeliveryJob {
        response = ApiObject.unmodifiable(response);
    }

    /** Whether the delivery has ended, successfully or not. */
    public boolean isDone() {
        return result != null || DELIVERED.equalsIgnoreCase(state);
    }

    /** Whether the message was delivered. The result decides, or the state if there is no result. */
    public boolean isDelivered() {
        return DELIVERED.equalsIgnoreCase(result == null ? state : result);
    }

    @Override
    public Map<String, Object> toMap() {
        return new LinkedHashMap<>(response);
    }
}
