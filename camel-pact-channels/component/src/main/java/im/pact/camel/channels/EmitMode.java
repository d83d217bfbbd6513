/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

/** The unit for which the consumer creates an exchange. */
public enum EmitMode {
    /** Each channel. */
    record,
    /** Each page of channels. */
    page,
    /** Each channel that was added, removed or changed since the last complete poll. */
    change
}
