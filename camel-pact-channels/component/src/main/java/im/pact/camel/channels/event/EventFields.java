/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.event;

import im.pact.camel.channels.model.JsonValues;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * The fields of an event. A field of an unexpected type counts as missing.
 *
 * @param body    the event as received
 * @param content its part that has the values
 */
record EventFields(Map<String, Object> body, Map<?, ?> content) {

    /** The type and the event, such as {@code message/new}. */
    String name() {
        String type = Objects.requireNonNullElse(JsonValues.text(body.get("type")), "");
        String event = event();
        return event == null ? type : type + "/" + event;
    }

    /** The kind of the change, such as {@code new}. */
    String event() {
        return JsonValues.text(body.get("event"));
    }

    String text(String field) {
        return JsonValues.text(content.get(field));
    }

    Long number(String field) {
        return JsonValues.number(content.get(field));
    }

    Boolean bool(String field) {
        return content.get(field) instanceof Boolean value ? value : null;
    }

    /** A field of an object in the content. */
    <T> T inside(String object, String field, Function<Object, T> read) {
        return content.get(object) instanceof Map<?, ?> fields ? read.apply(fields.get(field)) : null;
    }

    /** The first of these fields that is a time. */
    Instant time(String... fields) {
        for (String field : fields) {
            Instant time = JsonValues.instant(content.get(field));
            if (time != null) {
                return time;
            }
        }
        return null;
    }

    /** The details that fields of the usual names give. */
    EventDetails details(String id) {
        Long companyId = number("company_id");
        Long channelId = number("channel_id");
        String provider = text("channel_type");
        return new EventDetails(
                id,
                companyId == null ? JsonValues.number(body.get("company_id")) : companyId,
                channelId == null ? inside("channel", "id", JsonValues::number) : channelId,
                provider == null ? inside("channel", "type", JsonValues::text) : provider,
                time("date_timestamp", "created_at_timestamp", "created_at", "date", "timestamp"),
                body);
    }
}
