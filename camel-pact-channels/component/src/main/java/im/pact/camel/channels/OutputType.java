/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.client.ItemStream;
import im.pact.camel.channels.model.ApiJson;

/** The form of a result in the message body. */
public enum OutputType {
    /** The records of {@code im.pact.camel.channels.model}. */
    model,
    /** Maps and lists with the field names of the API. */
    map,
    /** JSON text as the API writes it. */
    json;

    /** Converts a result; the items of a stream are converted one by one. */
    Object of(Object result) {
        if (this != model && result instanceof ItemStream<?> stream) {
            return stream.map(this::of);
        }
        return switch (this) {
            case model -> result;
            case map -> ApiJson.plain(result);
            case json -> ApiJson.text(result);
        };
    }
}
