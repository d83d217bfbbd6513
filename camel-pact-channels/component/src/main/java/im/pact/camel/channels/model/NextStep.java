/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.model;

/** The next step to connect a channel, after a code was requested or confirmed. */
public enum NextStep {
    /** The service named no further step. */
    NONE,
    /** Instagram requires a code of its two-factor authentication: {@code two_factor_requires}. */
    TWO_FACTOR,
    /** Instagram requires a challenge: {@code confirmation_requires}. */
    CHALLENGE,
    /** The Telegram account has a password, which must be confirmed next. */
    PASSWORD
}
