/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/**
 * Turns the JSON of a successful answer into a result.
 *
 * @param <T> the result
 */
@FunctionalInterface
interface ResponseReader<T> {

    /**
     * Reads one JSON value.
     *
     * @param parser before the first token; afterwards behind the last token of the value
     * @throws MalformedResponseException      when the JSON is not what the API document says
     * @throws ErrorStatusException when the answer says that the call failed after all
     * @throws IOException                   when reading fails, or it is no JSON
     */
    T read(JsonParser parser) throws IOException;

    /** Well-formed JSON of another shape than the API document shows. */
    final class MalformedResponseException extends IOException {

        private static final long serialVersionUID = 1L;

        MalformedResponseException(String message) {
            super(message);
        }
    }

    /** HTTP says success, the answer says {@code status: errored}. */
    final class ErrorStatusException extends IOException {

        private static final long serialVersionUID = 1L;
    }
}
