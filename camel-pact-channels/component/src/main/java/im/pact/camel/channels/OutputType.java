/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.model.Channel;
import java.util.Iterator;

/** The form of what the component puts into the message body. */
public enum OutputType {
    /** The records of {@code im.pact.camel.channels.model}. */
    model,
    /** Maps and lists under the API's own names. */
    map,
    /** JSON text in the API's own form. */
    json;

    /** The result in this form. */
    Object of(Object result) {
        return switch (this) {
            case model -> result;
            case map -> ApiJson.plain(result);
            case json -> ApiJson.text(result);
        };
    }

    /** An iterator that gives each channel in this form, and is as lazy as the one below it. */
    Iterator<?> ofEach(Iterator<Channel> channels) {
        if (this == model) {
            return channels;
        }
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
