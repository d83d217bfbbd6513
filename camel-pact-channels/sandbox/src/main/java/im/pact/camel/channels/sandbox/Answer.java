/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * What goes back to the client.
 *
 * @param status the HTTP status
 * @param body   maps, lists and plain values, to be written as JSON
 */
record Answer(int status, Object body) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    byte[] json() {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The sandbox made an answer that is not JSON", e);
        }
    }
}
