/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

/** A step of a login to Instagram. */
public enum InstagramStep {
    /** A code that is sent to one of the addresses or phones of the account ("challenge"). */
    CHALLENGE,
    /** A code from a text message, an authenticator application or the list of recovery codes ("two factor"). */
    TWO_FACTOR
}
