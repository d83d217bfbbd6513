/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.Map;

/** The delivery of a first message. Guarded by its {@link Company}. */
final class Job {

    private static final String ON_ITS_WAY = "trying_deliver";

    /**
     * A job that is done has this state whatever came of it: nobody published the name of a state for failure, and
     * clients have to judge by {@code details.result}.
     */
    private static final String DONE = "delivered";

    private final long id;
    private final long companyId;
    private final ChannelLife channel;
    private final long createdAt;
    private final String phone;
    private final String message;
    private final Map<String, Object> template;

    private int polls;
    private Map<String, Object> details;
    private Long conversationId;
    private Long messageId;

    Job(long id, Call call, long createdAt, String phone, String message, Map<String, Object> template) {
        this.id = id;
        this.companyId = call.company().id;
        this.channel = call.channel();
        this.createdAt = createdAt;
        this.phone = phone;
        this.message = message;
        this.template = template;
    }

    long id() {
        return id;
    }

    boolean belongsTo(ChannelLife other) {
        return channel == other;
    }

    /** Somebody asks how it goes; the job is done when enough have asked. */
    void polled(SandboxState state) {
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
            details = notDelivered("The phone does not take messages");
        } else {
            details = Map.of("result", "DELIVERED");
            conversationId = state.nextConversationId();
            messageId = state.nextMessageId();
        }
    }

    /** Only the webhook is known to give a reason; here it is for people who wonder. */
    private static Map<String, Object> notDelivered(String reason) {
        return Answers.ordered("result", "NOT DELIVERED", "reason", reason);
    }

    Answer answer() {
        return Answers.ok(Answers.ordered(
                "id", id,
                "company_id", companyId,
                "channel", Answers.ordered("id", channel.id, "type", channel.provider),
                "state", details == null ? ON_ITS_WAY : DONE,
                "conversation_id", conversationId,
                "message_id", messageId,
                "details", details,
                "created_at", createdAt));
    }

    SandboxJob picture() {
        return new SandboxJob(
                id, channel.id, phone, message, template, details == null ? null : (String) details.get("result"));
    }
}
