/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import im.pact.camel.channels.model.Confirmation;
import java.util.Map;

/** Requests a code: "Request code (telegram personal)" and "(instagram only)". */
public final class RequestCode extends ApiRequest {

    /** @param parameters {@code provider} and the provider's own, by their names in the API or in camelCase */
    public RequestCode(Map<String, ?> parameters) {
        this(new Builder(PactChannelsOperation.requestCode).putAll(parameters));
    }

    public RequestCode(Builder builder) {
        super(PactChannelsOperation.requestCode, builder);
    }

    private static RequestCode of(String provider) {
        return new RequestCode(Map.of()).with("provider", provider);
    }

    /** The code that Telegram sends to the app of the account. */
    public static RequestCode telegramPersonal() {
        return of("telegram_personal");
    }

    /** The code that the user of a channel by phone enters in WhatsApp. It is in the result; there is nothing to confirm. */
    public static RequestCode whatsApp() {
        return of("whatsapp");
    }

    /**
     * The code of a challenge of Instagram.
     *
     * @param variant the value of one of the {@link Confirmation#choices()}
     */
    public static RequestCode instagramChallenge(long variant) {
        return of("instagram").with("challenge_variant", variant);
    }

    /** The text message of Instagram's two factor authentication. */
    public static RequestCode instagramTwoFactor() {
        return of("instagram").with("challenge_type", "two_factor");
    }

    /** The same request with another parameter, under its name in the API or in camelCase. */
    public RequestCode with(String name, Object value) {
        return new RequestCode(new Builder(this).replace(name, value));
    }
}
