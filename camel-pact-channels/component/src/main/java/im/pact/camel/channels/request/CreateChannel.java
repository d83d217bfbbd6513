/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What connects a channel: "Create new channel". A company can have one channel of each provider.
 *
 * @param parameters {@code provider} and the provider's own, see {@link ApiRequest#parameters()}
 */
public record CreateChannel(Map<String, Object> parameters) implements ApiRequest {

    public CreateChannel {
        parameters = ApiRequest.canonical(parameters);
    }

    private CreateChannel(String provider, Map<String, Object> own) {
        this(withProvider(provider, own));
    }

    /**
     * A channel of a provider that is connected with a token: {@code facebook}, {@code vkontakte}, {@code vkontakte_direct},
     * {@code telegram} (a bot), {@code viber}.
     */
    public static CreateChannel byToken(String provider, String token) {
        return new CreateChannel(provider, Map.of("token", token));
    }

    /** WhatsApp. The service sends a QR code to the company's webhook, to be scanned with the phone. */
    public static CreateChannel whatsApp() {
        return new CreateChannel("whatsapp", Map.of());
    }

    /**
     * WhatsApp Business. {@code subtype} and {@code api_provider} can be added.
     *
     * @param username    the phone number
     * @param accountName the name of the account
     * @param token       the token of its API provider
     */
    public static CreateChannel whatsAppBusiness(String username, String accountName, String token) {
        return new CreateChannel("whatsapp_business", Map.of())
                .with("username", username)
                .with("account_name", accountName)
                .with("token", token);
    }

    /**
     * Avito.
     *
     * @param login    Avito's client id
     * @param password Avito's client secret
     */
    public static CreateChannel avito(String login, String password) {
        return new CreateChannel("avito", Map.of()).with("login", login).with("password", password);
    }

    /**
     * A business account of Instagram.
     *
     * @param token the token from Instagram's answer
     * @param phone the phone number of the user
     * @param data  all of Instagram's answer
     */
    public static CreateChannel instagramBusiness(String token, String phone, Map<String, Object> data) {
        return new CreateChannel("instagram_business", Map.of())
                .with("token", token)
                .with("phone", phone)
                .with("data", data);
    }

    /** A person's Telegram account, to be confirmed by scanning the QR code that the service sends to the webhook. */
    public static CreateChannel telegramPersonalByQrCode() {
        return new CreateChannel("telegram_personal", Map.of("via_qr_code", true));
    }

    /** A person's Telegram account, to be confirmed with a code: see {@link RequestCode} and {@link ConfirmCode}. */
    public static CreateChannel telegramPersonalByPhone(String phone) {
        return new CreateChannel("telegram_personal", Map.of("phone", phone));
    }

    private static Map<String, Object> withProvider(String provider, Map<String, Object> own) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("provider", provider);
        all.putAll(own);
        return all;
    }

    /**
     * Brings messages in that are older than the channel, for WhatsApp and Telegram Personal.
     *
     * @param instant where to begin, at most 31 days ago
     */
    public CreateChannel syncMessagesFrom(Instant instant) {
        return with("sync_messages_from", instant);
    }

    /** The provider in the API's spelling, or {@code null} when none was given. */
    public String provider() {
        Object provider = parameters.get("provider");
        return provider == null ? null : provider.toString();
    }

    /** The same with another parameter, under its name in the API or in camelCase. */
    public CreateChannel with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(parameters);
        more.putAll(ApiRequest.canonical(Map.of(name, value)));
        return new CreateChannel(more);
    }

    @Override
    public String toString() {
        return ApiRequest.describe(this);
    }
}
