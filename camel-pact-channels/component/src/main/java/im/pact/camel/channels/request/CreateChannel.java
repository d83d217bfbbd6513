/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import java.time.Instant;
import java.util.Map;

/** Connects a channel: "Create new channel". A company can have one channel of each provider. */
public final class CreateChannel extends ApiRequest {

    /** @param parameters {@code provider} and the provider's own, by their names in the API or in camelCase */
    public CreateChannel(Map<String, ?> parameters) {
        this(new Builder(PactChannelsOperation.create).putAll(parameters));
    }

    public CreateChannel(Builder builder) {
        super(PactChannelsOperation.create, builder);
    }

    private static CreateChannel of(String provider) {
        return new CreateChannel(Map.of()).with("provider", provider);
    }

    /**
     * A channel of a provider that is connected with a token: {@code facebook}, {@code vkontakte}, {@code vkontakte_direct},
     * {@code telegram} (a bot), {@code viber}.
     */
    public static CreateChannel byToken(String provider, String token) {
        return of(provider).with("token", token);
    }

    /** WhatsApp. The service sends a QR code to the company's webhook, to be scanned with the phone. */
    public static CreateChannel whatsApp() {
        return of("whatsapp");
    }

    /**
     * WhatsApp, connected by a code: see {@link RequestCode#whatsApp()}. Its user enters the code in WhatsApp.
     *
     * @param phone the phone number of the account
     */
    public static CreateChannel whatsAppByPhone(String phone) {
        return of("whatsapp").with("phone", phone);
    }

    /** MAX. The service sends a QR code to the company's webhook, to be scanned with the phone. */
    public static CreateChannel max() {
        return of("max");
    }

    /**
     * WhatsApp Business. {@code subtype} and {@code api_provider} can be added.
     *
     * @param username    the phone number
     * @param accountName the name of the account
     * @param token       the token of its API provider
     */
    public static CreateChannel whatsAppBusiness(String username, String accountName, String token) {
        return of("whatsapp_business")
                .with("username", username)
                .with("account_name", accountName)
                .with("token", token);
    }

    /**
     * WhatsApp Business as newer versions of the API document describe it. {@code subtype} can be added.
     *
     * @param hostingType {@code cloud} or {@code onpremise}
     * @param token       the token of WhatsApp Business
     */
    public static CreateChannel whatsAppBusiness(String hostingType, String token) {
        return of("whatsapp_business").with("hosting_type", hostingType).with("token", token);
    }

    /**
     * WhatsApp Business through a channel of 360dialog. {@code dialog360_client_id}, {@code account_name} and {@code subtype}
     * can be added.
     *
     * @param hostingType {@code cloud} or {@code onpremise}
     * @param channelId   the channel of 360dialog
     */
    public static CreateChannel whatsAppBusinessBy360dialog(String hostingType, String channelId) {
        return of("whatsapp_business").with("hosting_type", hostingType).with("dialog360_channel_id", channelId);
    }

    /**
     * Avito.
     *
     * @param login    Avito's client id
     * @param password Avito's client secret
     */
    public static CreateChannel avito(String login, String password) {
        return of("avito").with("login", login).with("password", password);
    }

    /**
     * A business account of Instagram.
     *
     * @param token the token in Instagram's response
     * @param phone the phone number of the user
     * @param data  Instagram's whole response
     */
    public static CreateChannel instagramBusiness(String token, String phone, Map<String, Object> data) {
        return of("instagram_business")
                .with("token", token)
                .with("phone", phone)
                .with("data", data);
    }

    /** A person's Telegram account, to be confirmed by scanning the QR code that the service sends to the webhook. */
    public static CreateChannel telegramPersonalByQrCode() {
        return of("telegram_personal").with("via_qr_code", true);
    }

    /** A person's Telegram account, to be confirmed with a code: see {@link RequestCode} and {@link ConfirmCode}. */
    public static CreateChannel telegramPersonalByPhone(String phone) {
        return of("telegram_personal").with("phone", phone);
    }

    /**
     * Imports existing messages, for WhatsApp, Telegram Personal and MAX. By default, none are imported.
     *
     * @param instant the time of the oldest messages to import, at most 31 days ago
     */
    public CreateChannel syncMessagesFrom(Instant instant) {
        return with("sync_messages_from", instant);
    }

    /** The same request with another parameter, under its name in the API or in camelCase. */
    public CreateChannel with(String name, Object value) {
        return new CreateChannel(new Builder(this).replace(name, value));
    }
}
