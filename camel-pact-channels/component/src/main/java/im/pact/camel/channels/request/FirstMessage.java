/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import java.util.List;
import java.util.Map;

/** The message that opens a conversation: "How to write first message to Whatsapp" and "… to Whatsapp Business". */
public final class FirstMessage extends ApiRequest {

    /** @param parameters {@code phone} and either {@code message} or a template, by their names in the API or in camelCase */
    public FirstMessage(Map<String, ?> parameters) {
        this(new Builder(PactChannelsOperation.sendFirst).putAll(parameters));
    }

    public FirstMessage(Builder builder) {
        super(PactChannelsOperation.sendFirst, builder);
    }

    private static FirstMessage to(String phone) {
        return new FirstMessage(Map.of()).with("phone", phone);
    }

    /**
     * A text, for WhatsApp.
     *
     * @param phone   the recipient
     * @param message the text
     */
    public static FirstMessage text(String phone, String message) {
        return to(phone).with("message", message);
    }

    /**
     * A registered template, for WhatsApp Business.
     *
     * @param phone        the recipient
     * @param id           the id of the template
     * @param languageCode its language, such as {@code en}
     * @param parameters   the values of the template's placeholders, in order
     */
    public static FirstMessage template(String phone, String id, String languageCode, List<String> parameters) {
        return to(phone)
                .with("template[id]", id)
                .with("template[language_code]", languageCode)
                .with("template[parameters]", parameters);
    }

    /** The same request with another parameter, under its name in the API or in camelCase. */
    public FirstMessage with(String name, Object value) {
        return new FirstMessage(new Builder(this).replace(name, value));
    }
}
