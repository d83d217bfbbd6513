/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import im.pact.camel.channels.model.Confirmation;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What asks for a code: "Request code (telegram personal)" and "(instagram only)".
 *
 * @param parameters {@code provider} and the provider's own, see {@link ApiRequest#parameters()}
 */
public record RequestCode(Map<String, Object> parameters) implements ApiRequest {

    public RequestCode {
        parameters = ApiRequest.canonical(parameters);
    }

    /** The code that Telegram sends to the app of the account. */
    public static RequestCode telegramPersonal() {
        return new RequestCode(Map.of("provider", "telegram_personal"));
    }

    /**
     * The code of a challenge of Instagram.
     *
     * @param variant the value of one of the choices that {@link Confirmation#choices()} gave
     */
    public static RequestCode instagramChallenge(long variant) {
        return new RequestCode(Map.of("provider", "instagram")).with("challenge_variant", variant);
    }

    /** The text message of Instagram's two factor authentication. */
    public static RequestCode instagramTwoFactor() {
        return new RequestCode(Map.of("provider", "instagram")).with("challenge_type", "two_factor");
    }

    /** The same with another parameter, under its name in the API or in camelCase. */
    public RequestCode with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(parameters);
        more.putAll(ApiRequest.canonical(Map.of(name, value)));
        return new RequestCode(more);
    }

    @Override
    public String toString() {
        return ApiRequest.describe(this);
    }
}
