/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.Map;

/** The delivery of a first message. Guarded by the monitor of its {@link Company}. */
final class Job {

    /** State of a finished job; by default of a failed one, too. */
    static final String DELIVERED = "delivered";

    private static final String IN_PROGRESS = "trying_deliver";

    private final SandboxState sandbox;
    private final long id;
    private final long companyId;
    private final StoredChannel channel;
    private final long createdAt;
    private final String phone;
    private final String message;
    private final Map<String, Object> template;

    private int polls;
    private String state = IN_PROGRESS;
    private Object details;
    private Long conversationId;
    private Long messageId;

    /** {@code DELIVERED} or {@code NOT DELIVERED}, whatever the details contain; null until finished. */
    private String result;

    Job(SandboxState sandbox, ApiRequest request, String phone, String message, Map<String, Object> template) {
        this.sandbox = sandbox;
        this.id = sandbox.nextJobId();
        this.companyId = request.company().id;
        this.channel = request.channel();
        this.createdAt = sandbox.rules.clock().instant().getEpochSecond();
        this.phone = phone;
        this.message = message;
        this.template = template;
    }

    long id() {
        return id;
    }

    boolean belongsTo(StoredChannel other) {
        return channel == other;
    }

    /** Counts one request for this job; the last of them, by the rules, finishes it. */
    void poll() {
        polls++;
        if (polls >= sandbox.rules.pollsUntilDelivered()) {
            finish();
        }
    }

    /** Finishes the job as the rules decide, unless it is finished. */
    void finish() {
        if (result != null) {
            return;
        }
        if (channel.state != ChannelState.ENABLED) {
            fail("The channel is not connected");
        } else if (!sandbox.rules.delivers(phone)) {
            fail("The phone does not receive messages");
        } else {
            deliver();
        }
    }

    void deliver() {
        requireUnfinished();
        result = "DELIVERED";
        state = DELIVERED;
        details = Json.object("result", result);
        conversationId = channel.conversations.computeIfAbsent(phone, first -> sandbox.nextConversationId());
        messageId = sandbox.nextMessageId();
        sandbox.events.job(channel, id, result, messageId, null);
    }

    void fail(String reason) {
        requireUnfinished();
        JobFailure failure = sandbox.rules.failureOf(phone, reason);
        result = "NOT DELIVERED";
        state = failure.state();
        details = failure.details();
        sandbox.events.job(channel, id, result, null, failure.reason(reason));
    }

    private void requireUnfinished() {
        if (result != null) {
            throw new IllegalStateException("Job " + id + " is finished already");
        }
    }

    ApiResponse response() {
        return ApiResponse.ok(Json.object(
                "id", id,
                "company_id", companyId,
                "channel", Json.object("id", channel.id, "type", channel.provider),
                "state", state,
                "conversation_id", conversationId,
                "message_id", messageId,
                "details", result == null ? sandbox.rules.pendingJobDetails() : details,
                "created_at", createdAt));
    }

    SandboxJob snapshot() {
        return new SandboxJob(id, channel.id, phone, message, template, result);
    }
}
