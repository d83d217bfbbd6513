/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.changes;

import im.pact.camel.channels.model.PactChannel;

/**
 * A detected change of a channel.
 *
 * @param type    what changed
 * @param channel the current state of the channel, or its last known state if it was removed
 */
public record Change(ChangeType type, PactChannel channel) {}
