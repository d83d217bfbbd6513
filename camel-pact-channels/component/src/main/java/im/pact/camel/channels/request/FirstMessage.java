/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The message that opens a conversation: "How to write first message to Whatsapp" and "… to Whatsapp Business".
 *
 * @param parameters {@code phone} and either {@code message} or a template, see {@link ApiRequest#parameters()}
 */
public record FirstMessage(Map<String, Object> parameters) implements ApiRequest {

    public FirstMessage {
        parameters = ApiRequest.canonical(parameters);
    }

    /**
     * A text, for WhatsApp.
     *
     * @param phone   who to write to
     * @param message what to write
     */
    public static FirstMessage text(String phone, String message) {
        return new FirstMessage(Map.of("phone", phone)).with("message", message);
    }

    /**
     * A registered template, for WhatsApp Business.
     *
     * @param phone        who to write to
     * @param id           the id of the template
     * @param languageCode its language, such as {@code en}
     * @param parameters   what to put into it, in the order of its places
     */
    public static FirstMessage template(String phone, String id, String languageCode, List<String> parameters) {
        return new FirstMessage(Map.of("phone", phone))
                .with("template[id]", id)
                .with("template[language_code]", languageCode)
                .with("template[parameters]", parameters);
    }

    /** The same with another parameter, under its name in the API or in camelCase. */
    public FirstMessage with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(parameters);
        more.putAll(ApiRequest.canonical(Map.of(name, value)));
        return new FirstMessage(more);
    }

    @Override
    public String toString() {
        return ApiRequest.describe(this);
    }
}
