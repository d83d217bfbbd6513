/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.Map;

/** The delivery of a first message. Guarded by the monitor of its {@link Company}. */
final class Job {

    private static final String IN_PROGRESS = "trying_deliver";

    /**
     * State of every finished job, whatever its result: the state of a failed job is not published, and clients have to
     * read {@code details.result}.
     */
    private static final String FINISHED = "delivered";

    private final long id;
    private final long companyId;
    private final StoredChannel channel;
    private final long createdAt;
    private final String phone;
    private final String message;
    private final Map<String, Object> template;

    private int polls;
    private Map<String, Object> details;
    private Long conversationId;
    private Long messageId;

    Job(long id, ApiRequest request, long createdAt, String phone, String message, Map<String, Object> template) {
        this.id = id;
        this.companyId = request.company().id;
        this.channel = request.channel();
        this.createdAt = createdAt;
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
    void poll(SandboxState state) {
        polls++;
        if (polls >= state.rules.pollsUntilDelivered()) {
            finish(state);
        }
    }

    void finish(SandboxState state) {
        if (details != null) {
            return;
        }
        if (channel.state != ChannelState.ENABLED) {
            details = notDelivered("The channel is not connected");
        } else if (!state.rules.delivers(phone)) {
            details = notDelivered("The phone does not receive messages");
        } else {
            details = Map.of("result", "DELIVERED");
            conversationId = state.nextConversationId();
            messageId = state.nextMessageId();
        }
    }

    /** The reason is documented for the webhook only. */
    private static Map<String, Object> notDelivered(String reason) {
        return Json.object("result", "NOT DELIVERED", "reason", reason);
    }

    ApiResponse response() {
        return ApiResponse.ok(Json.object(
                "id", id,
                "company_id", companyId,
                "channel", Json.object("id", channel.id, "type", channel.provider),
                "state", details == null ? IN_PROGRESS : FINISHED,
                "conversation_id", conversationId,
                "message_id", messageId,
                "details", details,
                "created_at", createdAt));
    }

    SandboxJob snapshot() {
        return new SandboxJob(
                id, channel.id, phone, message, template, details == null ? null : (String) details.get("result"));
    }
}
