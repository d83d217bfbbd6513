/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.changes;

/** What has become of a channel since the last complete walk over the listing. */
public enum ChangeType {
    /** It was not there before. */
    added,
    /** It is there no more. */
    removed,
    /** The listing shows something else of it. */
    changed
}
