/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/**
 * Reads a result from the JSON of a 2xx response.
 *
 * @param <T> the result
 */
@FunctionalInterface
interface ResponseReader<T> {

    /**
     * Reads one JSON value.
     *
     * @param parser before the first token; afterwards at the last token of the value
     * @throws MalformedResponseException if the JSON has another structure than the API document says
     * @throws ErrorStatusException       if the JSON says that the request failed
     * @throws IOException                if the response cannot be read, or is not JSON
     */
    T read(JsonParser parser) throws IOException;

    /** Valid JSON, but not the structure that the API document shows. */
    final class MalformedResponseException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        MalformedResponseException(String message) {
            super(message);
        }
    }

    /** A 2xx response whose body says that the service has rejected the request. */
    final class ErrorStatusException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
