/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.Map;

/**
 * A channel as a test sees it: a picture of the moment, which later calls do not change.
 *
 * @param id         the API's {@code external_id}
 * @param provider   the provider's name on the wire, for instance {@code telegram_personal}
 * @param state      what became of it
 * @param parameters everything that create and later updates sent for it, nested objects as maps, arrays as lists
 */
public record SandboxChannel(long id, String provider, ChannelState state, Map<String, Object> parameters) {}
