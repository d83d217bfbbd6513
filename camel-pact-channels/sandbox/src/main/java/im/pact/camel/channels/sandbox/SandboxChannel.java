/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.Map;

/**
 * A snapshot of a channel, for assertions in tests. Later requests do not change it.
 *
 * @param id         the API's {@code external_id}
 * @param provider   the provider's name on the wire, for instance {@code telegram_personal}
 * @param state      the state of the channel
 * @param parameters all parameters of create and later updates; nested objects are maps, arrays are lists
 */
public record SandboxChannel(long id, String provider, ChannelState state, Map<String, Object> parameters) {}
