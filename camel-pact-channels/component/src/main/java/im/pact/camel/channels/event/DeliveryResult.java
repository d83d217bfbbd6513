/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.event;

import im.pact.camel.channels.model.DeliveryJob;

/**
 * The delivery of a first message has ended: {@code job/executed} of v1. The event names neither company nor channel.
 *
 * @param jobId     the job: {@link DeliveryJob#jobId()} of the result of {@code sendFirst}
 * @param result    {@code DELIVERED} or {@code NOT DELIVERED}, as received
 * @param reason    the reason why the message was not delivered, or {@code null}
 * @param messageId the message, or {@code null}
 */
public record DeliveryResult(EventDetails details, long jobId, String result, String reason, Long messageId)
        implements ChannelEvent {

    @Override
    public EventType type() {
        return EventType.deliveryResult;
    }

    /** Whether the message was delivered. */
    public boolean isDelivered() {
        return new DeliveryJob(jobId, null, null, null, null, result, null, null, null, null, details.received())
                .isDelivered();
    }

    @Override
    public String toString() {
        return "DeliveryResult[" + details + ", jobId=" + jobId + ", delivered=" + isDelivered() + "]";
    }
}
