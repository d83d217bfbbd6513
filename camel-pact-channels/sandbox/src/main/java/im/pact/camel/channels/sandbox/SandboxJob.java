/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.Map;

/**
 * A first message on its way, as a test sees it: a picture of the moment.
 *
 * @param id        the id of the delivery job
 * @param channelId the channel it was sent on
 * @param phone     the phone it goes to
 * @param message   the text, for WhatsApp; else null
 * @param template  the template with {@code id}, {@code language_code} and {@code parameters}, for WhatsApp Business; else null
 * @param result    {@code DELIVERED} or {@code NOT DELIVERED}; null while the job is on its way
 */
public record SandboxJob(
        long id, long channelId, String phone, String message, Map<String, Object> template, String result) {}
