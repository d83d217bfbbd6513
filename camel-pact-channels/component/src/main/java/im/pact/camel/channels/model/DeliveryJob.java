/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.model;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

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
 * @param result         {@code DELIVERED} or {@code NOT DELIVERED}: {@code details.result}; {@code null} or another text until it
 *                       is known
 * @param reason         the service's reason for a failed delivery, a text in {@code details}; {@code null} unless the job is
 *                       done and the message was not delivered
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
        String reason,
        Long conversationId,
        Long messageId,
        Instant createdAt,
        Map<String, Object> response)
        implements ApiObject {

    private static final String DELIVERED = "DELIVERED";
    private static final String NOT_DELIVERED = "NOT DELIVERED";

    /** The API document has only {@code trying_deliver}. */
    private static final Pattern PENDING_STATE =
            Pattern.compile("(RE)?TRY.*|WAIT.*|PENDING|(EN)?QUEUED|IN QUEUE|SCHEDULED|NEW"
                    + "|CREATED|ACCEPTED|STARTED|RUNNING|PROCESSING|IN PROCESS|IN PROGRESS|SENDING|SENT|DELIVERING");

    private static final Pattern SEPARATOR = Pattern.compile("[_ -]+");

    public DeliveryJob {
        reason = reason != null && isDone(state, result) && !isDelivered(state, result) ? reason : null;
        response = ApiObject.unmodifiable(response);
    }

    /** Whether a text is one of the two results of a delivery. */
    public static boolean isResult(String text) {
        return plain(text).equals(DELIVERED) || plain(text).equals(NOT_DELIVERED);
    }

    /**
     * Whether the delivery has ended, successfully or not: there is one of the two results, or the state says that the service no
     * longer tries.
     */
    public boolean isDone() {
        return isDone(state, result);
    }

    /** Whether the message was delivered. The result decides, or the state if there is no result. */
    public boolean isDelivered() {
        return isDelivered(state, result);
    }

    private static boolean isDone(String state, String result) {
        return isResult(result)
                || !plain(state).isEmpty()
                        && !PENDING_STATE.matcher(plain(state)).matches();
    }

    private static boolean isDelivered(String state, String result) {
        return plain(isResult(result) ? result : state).equals(DELIVERED);
    }

    /** In upper case, with spaces between the words. */
    private static String plain(String text) {
        return text == null
                ? ""
                : SEPARATOR.matcher(text.strip()).replaceAll(" ").toUpperCase(Locale.ROOT);
    }

    @Override
    public Map<String, Object> toMap() {
        return new LinkedHashMap<>(response);
    }
}
