/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

/** How a 429 response of the rate limit names the delay. */
public enum WaitHint {
    /** Header {@code Retry-After} with whole seconds, rounded up. */
    RETRY_AFTER,
    /** Text of the error: {@code Please wait for 3 seconds}. There is no header. */
    TEXT,
    /** Neither a header nor a text. */
    NONE
}
