/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.client.PactChannelsClient;
import im.pact.camel.channels.client.PactChannelsException;
import im.pact.camel.channels.delivery.MessageState;
import im.pact.camel.channels.delivery.MessageTracker;
import im.pact.camel.channels.delivery.StoredMessage;
import im.pact.camel.channels.model.DeliveryJob;
import im.pact.camel.channels.request.FirstMessage;
import im.pact.camel.channels.request.Parameter;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends each first message that has a key once. The message is stored before the request and after it. */
final class OnceSender {

    private static final Logger LOG = LoggerFactory.getLogger(OnceSender.class);

    /** A request that has timed out is over after this time, even if the clocks of machines differ. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final MessageTracker tracker;
    private final Duration timeout;
    private final Duration jobDelay;

    /** @param options the options {@code messageStore}, {@code requestTimeout} and {@code jobDelay} */
    OnceSender(PactChannelsConfiguration options) {
        this.tracker = new MessageTracker(options.getMessageStore());
        this.timeout = Duration.ofMillis(options.getRequestTimeout()).plus(MARGIN);
        this.jobDelay = Duration.ofMillis(options.getJobDelay());
    }

    /**
     * Sends a message, unless it was sent before.
     *
     * @param key    the key of the message
     * @param resend whether to send it although the outcome of an earlier request is unknown
     */
    Result send(
            PactChannelsClient client, String key, boolean resend, long companyId, long channelId, FirstMessage first) {
        String phone = Objects.toString(first.get(Parameter.PHONE), null);
        StoredMessage message = tracker.begin(key, companyId, channelId, phone, timeout, resend);
        if (message.state() != MessageState.SENDING) {
            return new Result(job(message), true);
        }
        DeliveryJob job;
        try {
            job = client.sendFirstMessage(companyId, channelId, first);
        } catch (RuntimeException e) {
            failed(message, e);
            throw e;
        }
        try {
            tracker.sent(message, job.jobId(), jobDelay);
        } catch (RuntimeException e) {
            // An exception would look as if the message was not sent.
            LOG.error(
                    "The message {} was sent (job {}), but this was not stored: it will be reported as UNKNOWN",
                    key,
                    job.jobId(),
                    e);
        }
        return new Result(job, false);
    }

    private void failed(StoredMessage message, RuntimeException failure) {
        boolean notSent = failure instanceof PactChannelsException exception
                ? !exception.isOutcomeUnknown()
                : failure instanceof IllegalArgumentException;
        try {
            if (notSent) {
                tracker.notSent(message);
            } else {
                tracker.unknown(message);
            }
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** The job as the service would return it, as far as it is stored. */
    private static DeliveryJob job(StoredMessage message) {
        String state =
                switch (message.state()) {
                    case DELIVERED -> "delivered";
                    case NOT_DELIVERED -> "not_delivered";
                    default -> "trying_deliver";
                };
        String result =
                switch (message.state()) {
                    case DELIVERED -> "DELIVERED";
                    case NOT_DELIVERED -> "NOT DELIVERED";
                    default -> null;
                };
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("result", result);
        if (message.reason() != null) {
            details.put("reason", message.reason());
        }
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("id", message.jobId());
        response.put("company_id", message.companyId());
        response.put("channel", Map.of("id", message.channelId()));
        response.put("state", state);
        response.put("details", result == null ? null : Collections.unmodifiableMap(details));
        response.put("created_at", message.createdAt().getEpochSecond());
        return new DeliveryJob(
                message.jobId(),
                message.companyId(),
                message.channelId(),
                null,
                state,
                result,
                message.reason(),
                null,
                null,
                message.createdAt(),
                response);
    }

    /**
     * A message that was sent.
     *
     * @param job       its job
     * @param duplicate whether it was sent before
     */
    record Result(DeliveryJob job, boolean duplicate) {}
}
