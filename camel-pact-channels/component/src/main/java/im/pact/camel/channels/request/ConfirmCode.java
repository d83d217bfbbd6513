/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import im.pact.camel.channels.model.Confirmation;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What confirms a channel: "Confirm code (telegram personal)" and "(instagram only)".
 *
 * @param parameters {@code provider} and the provider's own, see {@link ApiRequest#parameters()}
 */
public record ConfirmCode(Map<String, Object> parameters) implements ApiRequest {

    public ConfirmCode {
        parameters = ApiRequest.canonical(parameters);
    }

    /** The code that Telegram sent; a text, since it may begin with 0. */
    public static ConfirmCode telegramPersonal(String code) {
        return new ConfirmCode(Map.of("provider", "telegram_personal"))
                .with("confirmation_type", "code")
                .with("code", code);
    }

    /** The password of a Telegram account that has one, as the second step. */
    public static ConfirmCode telegramPersonalPassword(String password) {
        return new ConfirmCode(Map.of("provider", "telegram_personal"))
                .with("confirmation_type", "password")
                .with("password", password);
    }

    /** The code of a challenge of Instagram. */
    public static ConfirmCode instagramChallenge(String code) {
        return new ConfirmCode(Map.of("provider", "instagram")).with("confirmation_code", code);
    }

    /**
     * The code of Instagram's two factor authentication.
     *
     * @param variant the value of one of the choices that {@link Confirmation#choices()} gave: how the code came
     * @param code    the code
     */
    public static ConfirmCode instagramTwoFactor(long variant, String code) {
        return new ConfirmCode(Map.of("provider", "instagram"))
                .with("confirmation_type", "two_factor")
                .with("confirmation_variant", variant)
                .with("confirmation_code", code);
    }

    /** The same with another parameter, under its name in the API or in camelCase. */
    public ConfirmCode with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(parameters);
        more.putAll(ApiRequest.canonical(Map.of(name, value)));
        return new ConfirmCode(more);
    }

    @Override
    public String toString() {
        return ApiRequest.describe(this);
    }
}
