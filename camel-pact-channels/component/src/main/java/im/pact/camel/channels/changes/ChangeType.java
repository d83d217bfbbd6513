/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.changes;

/** The type of a change between two polls. */
public enum ChangeType {
    /** The channel is new. */
    added,
    /** The channel is not listed any more. */
    removed,
    /** The channel's data differs from the previous listing. */
    changed,
    /** The company is not listed any more, for a consumer of several companies. */
    companyRemoved
}
