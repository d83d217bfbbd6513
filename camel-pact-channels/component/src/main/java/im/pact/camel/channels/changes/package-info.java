/* SPDX-License-Identifier: Apache-2.0 */
/** Snapshots of a listing and the changes between them, for {@code emit=change}. */
package im.pact.camel.channels.changes;
