/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.model;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A first message on its way, as "How to write first message" and "Jobs" show it. What the service did not say is {@code null}.
 *
 * @param jobId          the job: {@code id}
 * @param companyId      the company
 * @param channelId      the channel: {@code channel.id}
 * @param provider       the messenger: {@code channel.type}
 * @param state          {@code trying_deliver}, later {@code delivered}; the service publishes no name for a failure, so ask
 *                       {@link #isDone()} and {@link #isDelivered()}
 * @param result         {@code DELIVERED} or {@code NOT DELIVERED}: {@code details.result}; {@code null} until it is known
 * @param conversationId the conversation, once there is one
 * @param messageId      the message, once there is one
 * @param createdAt      when the job was made
 * @param answer         the whole answer
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
        Map<String, Object> answer)
        implements ApiObject {

    private static final String DELIVERED = "DELIVERED";

    public DeliveryJob {
        answer = ApiObject.unmodifiable(answer);
    }

    /** Whether the service has stopped trying. */
    public boolean isDone() {
        return result != null || DELIVERED.equalsIgnoreCase(state);
    }

    /** Whether the message has arrived. The result counts, and only where there is none, the state. */
    public boolean isDelivered() {
        return DELIVERED.equalsIgnoreCase(result == null ? state : result);
    }

    @Override
    public Map<String, Object> toMap() {
        return new LinkedHashMap<>(answer);
    }
}
