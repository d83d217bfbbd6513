/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.model;

/** What has to be done after a code was asked for or confirmed. */
public enum NextStep {
    /** Nothing that the service named. */
    NONE,
    /** Instagram wants a code of its two factor authentication: {@code two_factor_requires}. */
    TWO_FACTOR,
    /** Instagram wants a challenge to be met: {@code confirmation_requires}. */
    CHALLENGE
}
