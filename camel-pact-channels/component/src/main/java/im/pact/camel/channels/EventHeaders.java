/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.event.ChannelEvent;
import im.pact.camel.channels.event.ChannelState;
import im.pact.camel.channels.event.DeliveryResult;
import im.pact.camel.channels.event.MessageStatus;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Message;

/** The headers of an event. Later steps read company, channel, provider and job from them unless the route says otherwise. */
final class EventHeaders {

    private EventHeaders() {}

    /**
     * Sets the headers. Those that the event has no value for are removed, since they may be from an earlier step.
     *
     * @param companyId the company of the endpoint, for events that do not name one; or {@code null}
     */
    static void set(Message message, ChannelEvent event, Long companyId) {
        DeliveryResult delivery = event instanceof DeliveryResult result ? result : null;
        Map<String, Object> results = new HashMap<>();
        results.put(PactChannelsConstants.COMPANY_ID, event.companyId() == null ? companyId : event.companyId());
        results.put(PactChannelsConstants.CHANNEL_ID, event.channelId());
        results.put(PactChannelsConstants.PROVIDER, event.provider());
        results.put(PactChannelsConstants.JOB_ID, delivery == null ? null : delivery.jobId());
        StepResult.setHeaders(message, results);
        StepResult.setUnreadHeader(
                message, PactChannelsConstants.JOB_RESULT, delivery == null ? null : delivery.result());
        StepResult.setUnreadHeader(
                message, PactChannelsConstants.JOB_REASON, delivery == null ? null : delivery.reason());
        StepResult.setUnreadHeader(
                message, PactChannelsConstants.EVENT_TYPE, event.type().name());
        StepResult.setUnreadHeader(message, PactChannelsConstants.EVENT_ID, event.id());
        StepResult.setUnreadHeader(message, PactChannelsConstants.EVENT_TIME, event.time());
        StepResult.setUnreadHeader(
                message,
                PactChannelsConstants.CHANNEL_STATE,
                event instanceof ChannelState channel ? channel.state().name() : null);
        StepResult.setUnreadHeader(
                message,
                PactChannelsConstants.MESSAGE_STATUS,
                event instanceof MessageStatus status ? status.status().name() : null);
    }
}
