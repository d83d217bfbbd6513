/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.model;

/**
 * One of the ways to go on that the service offers ({@code details}).
 *
 * @param value what to name it by, in {@code confirmation_variant} or {@code challenge_variant}
 * @param key   what it is, such as {@code sms} or {@code totp}; {@code null} where the service gave none
 * @param label what a person can tell it by, such as a masked address; {@code null} where the service gave none
 */
public record Choice(long value, String key, String label) {}
