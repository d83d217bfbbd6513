/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A connected source of messages, as "Get All channels" lists it.
 *
 * @param channelId   the channel's id: {@code external_id} of a listing, {@code ID} in the paths of the API
 * @param provider    the messenger, in the API's spelling ({@code whatsapp}, {@code vkontakte}, …); never limited to those that
 *                    were known when this was written, and {@code null} where the service sent none
 * @param otherFields what else the service sent, by its own field names; empty, never {@code null}
 */
public record PactChannel(long channelId, String provider, Map<String, Object> otherFields) implements FieldMap {

    public PactChannel {
        otherFields = ApiObject.unmodifiable(otherFields);
    }

    /** A channel of which nothing but id and provider is known. */
    public PactChannel(long channelId, String provider) {
        this(channelId, provider, Map.of());
    }

    /**
     * The channel with these fields, the inverse of {@link #toMap}.
     *
     * @throws IllegalArgumentException if {@code external_id} is not a number, or {@code provider} not a text
     */
    public static PactChannel ofMap(Map<?, ?> fields) {
        Map<String, Object> others = new LinkedHashMap<>();
        fields.forEach((name, value) -> others.put((String) name, value));
        Object channelId = others.remove("external_id");
        Object provider = others.remove("provider");
        if (!(channelId instanceof Number number) || !(provider == null || provider instanceof String)) {
            throw new IllegalArgumentException("a channel has no external_id, or its provider is not a text");
        }
        return new PactChannel(number.longValue(), (String) provider, others);
    }

    /** Equal to a channel, or another map, with the same fields. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PactChannel channel
                ? channelId == channel.channelId
                        && Objects.equals(provider, channel.provider)
                        && otherFields.equals(channel.otherFields)
                : toMap().equals(other);
    }

    @Override
    public int hashCode() {
        return toMap().hashCode();
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("external_id", channelId);
        map.put("provider", provider);
        map.putAll(otherFields);
        return map;
    }
}
