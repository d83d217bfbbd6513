/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

/** What the consumer makes an exchange of. */
public enum EmitMode {
    /** Each channel. */
    record,
    /** Each page. */
    page,
    /** An exchange for each channel that was added, removed or changed since the last complete walk. */
    change
}
