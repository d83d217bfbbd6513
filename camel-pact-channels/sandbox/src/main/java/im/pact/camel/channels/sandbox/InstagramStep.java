/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

/** What Instagram may ask of somebody who logs in. */
public enum InstagramStep {
    /** A code sent to one of the addresses or phones of the account ("challenge"). */
    CHALLENGE,
    /** A code by SMS, from an application, or from the list of recovery codes ("two factor"). */
    TWO_FACTOR
}
