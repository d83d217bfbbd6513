/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import im.pact.camel.channels.model.ApiObject;
import java.util.List;
import org.apache.camel.RuntimeCamelException;

/** Results in the API's own JSON form: the one way from a result to maps, text, bytes and trees. */
final class ApiJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ApiJson() {}

    /** Records become maps, lists of records lists of maps; anything else is JSON already. */
    static Object plain(Object result) {
        if (result instanceof ApiObject object) {
            return object.toMap();
        }
        if (result instanceof List<?> list) {
            return list.stream().map(ApiJson::plain).toList();
        }
        return result;
    }

    static String text(Object result) {
        try {
            return MAPPER.writeValueAsString(plain(result));
        } catch (JsonProcessingException e) {
            throw new RuntimeCamelException(e);
        }
    }

    static byte[] bytes(Object result) {
        try {
            return MAPPER.writeValueAsBytes(plain(result));
        } catch (JsonProcessingException e) {
            throw new RuntimeCamelException(e);
        }
    }

    static JsonNode tree(Object result) {
        return MAPPER.valueToTree(plain(result));
    }
}
