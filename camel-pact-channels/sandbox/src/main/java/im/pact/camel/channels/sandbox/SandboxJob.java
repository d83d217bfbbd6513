/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.Map;

/**
 * A snapshot of a first message and its delivery job, for assertions in tests.
 *
 * @param id        the id of the delivery job
 * @param channelId the channel that the message was sent on
 * @param phone     the recipient's phone
 * @param message   the text, for WhatsApp; otherwise null
 * @param template  the template with {@code id}, {@code language_code} and {@code parameters}, for WhatsApp Business;
 *                  otherwise null
 * @param result    {@code DELIVERED} or {@code NOT DELIVERED}, whatever the rules make the job report; null while the
 *                  job is not finished
 */
public record SandboxJob(
        long id, long channelId, String phone, String message, Map<String, Object> template, String result) {}
