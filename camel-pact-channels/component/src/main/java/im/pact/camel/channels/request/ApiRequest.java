/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the body of a call holds. Values may be given as people and routes have them (a phone with spaces, an
 * {@link java.time.Instant}); they are checked when the call is made. No request shows a secret in its {@code toString}.
 */
public sealed interface ApiRequest permits CreateChannel, UpdateChannel, FirstMessage, RequestCode, ConfirmCode {

    /** The parameters under the API's own names, as a form has them ({@code template[id]}); unmodifiable. */
    Map<String, Object> parameters();

    /**
     * Parameters under the API's own names.
     *
     * @param given parameters under the API's names or the same in camelCase, a template also as a map of its own; where both
     *              spellings are there, the API's counts. Unknown names stay as they are
     * @throws IllegalArgumentException when a value is nested deeper than 100 levels
     */
    static Map<String, Object> canonical(Map<String, ?> given) {
        Map<String, Object> canonical = new LinkedHashMap<>();
        given.forEach((name, value) -> {
            if (name.equals("template") && value instanceof Map<?, ?> template) {
                template.forEach((part, partValue) -> put(canonical, nameOfPart(String.valueOf(part)), partValue));
            } else {
                put(canonical, name, value);
            }
        });
        return Collections.unmodifiableMap(canonical);
    }

    private static void put(Map<String, Object> canonical, String name, Object value) {
        NestingLimit.check(name, value);
        Parameter parameter = Parameter.named(name);
        if (parameter == null || parameter.apiName().equals(name)) {
            canonical.put(name, value);
        } else {
            canonical.putIfAbsent(parameter.apiName(), value);
        }
    }

    private static String nameOfPart(String part) {
        return part.equals("languageCode") ? Parameter.TEMPLATE_LANGUAGE_CODE.apiName() : "template[" + part + "]";
    }

    /** The names of the parameters, with the values of those that are known to be no secrets. */
    static String describe(ApiRequest request) {
        return request.parameters().entrySet().stream()
                .map(entry -> {
                    Parameter parameter = Parameter.named(entry.getKey());
                    boolean shown = parameter != null && !parameter.isSecret();
                    return entry.getKey() + "=" + (shown ? entry.getValue() : "******");
                })
                .collect(Collectors.joining(", ", request.getClass().getSimpleName() + "[", "]"));
    }
}
