/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.model.ApiJson;
import java.util.Iterator;

/** The form of what the component puts into the message body. */
public enum OutputType {
    /** The records of {@code im.pact.camel.channels.model}. */
    model,
    /** Maps and lists under the API's own names. */
    map,
    /** JSON text in the API's own form. */
    json;

    /** The result in this form; of an iterator, each element when it is asked for. */
    Object of(Object result) {
        if (this != model && result instanceof Iterator<?> iterator) {
            return ofEach(iterator);
        }
        return switch (this) {
            case model -> result;
            case map -> ApiJson.plain(result);
            case json -> ApiJson.text(result);
        };
    }

    private Iterator<?> ofEach(Iterator<?> channels) {
        return new Iterator<>() {

            @Override
            public boolean hasNext() {
                return channels.hasNext();
            }

            @Override
            public Object next() {
                return of(channels.next());
            }
        };
    }
}
