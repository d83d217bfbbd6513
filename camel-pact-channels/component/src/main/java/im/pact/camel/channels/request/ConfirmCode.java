/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import im.pact.camel.channels.model.Confirmation;
import java.util.Map;

/** Confirms a channel: "Confirm code (telegram personal)" and "(instagram only)". */
public final class ConfirmCode extends ApiRequest {

    /** @param parameters {@code provider} and the provider's own, by their names in the API or in camelCase */
    public ConfirmCode(Map<String, ?> parameters) {
        this(new Builder(PactChannelsOperation.confirm).putAll(parameters));
    }

    public ConfirmCode(Builder builder) {
        super(PactChannelsOperation.confirm, builder);
    }

    private static ConfirmCode of(String provider) {
        return new ConfirmCode(Map.of()).with("provider", provider);
    }

    /** The code that Telegram sent; a text, since it may begin with 0. */
    public static ConfirmCode telegramPersonal(String code) {
        return of("telegram_personal").with("confirmation_type", "code").with("code", code);
    }

    /** The password of a Telegram account that has one, as the second step. */
    public static ConfirmCode telegramPersonalPassword(String password) {
        return of("telegram_personal").with("confirmation_type", "password").with("password", password);
    }

    /** The code of a challenge of Instagram. */
    public static ConfirmCode instagramChallenge(String code) {
        return of("instagram").with("confirmation_code", code);
    }

    /**
     * The code of Instagram's two factor authentication.
     *
     * @param variant the value of one of the {@link Confirmation#choices()}: the way the code came
     * @param code    the code
     */
    public static ConfirmCode instagramTwoFactor(long variant, String code) {
        return of("instagram")
                .with("confirmation_type", "two_factor")
                .with("confirmation_variant", variant)
                .with("confirmation_code", code);
    }

    /** The same request with another parameter, under its name in the API or in camelCase. */
    public ConfirmCode with(String name, Object value) {
        return new ConfirmCode(new Builder(this).replace(name, value));
    }
}
