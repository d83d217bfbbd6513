/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.model;

import java.io.Serializable;

/**
 * A choice that the service offers for the next step ({@code details}).
 *
 * @param value the value to send as {@code confirmation_variant} or {@code challenge_variant}
 * @param key   the kind of the choice, such as {@code sms} or {@code totp}, or {@code null} if the response has none
 * @param label a label for users, such as a masked address, or {@code null} if the response has none
 */
public record Choice(long value, String key, String label) implements Serializable {}
