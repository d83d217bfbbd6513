/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import static im.pact.camel.channels.request.Parameter.ACCOUNT_NAME;
import static im.pact.camel.channels.request.Parameter.API_PROVIDER;
import static im.pact.camel.channels.request.Parameter.CHALLENGE_TYPE;
import static im.pact.camel.channels.request.Parameter.CHALLENGE_VARIANT;
import static im.pact.camel.channels.request.Parameter.CODE;
import static im.pact.camel.channels.request.Parameter.CONFIRMATION_CODE;
import static im.pact.camel.channels.request.Parameter.CONFIRMATION_TYPE;
import static im.pact.camel.channels.request.Parameter.CONFIRMATION_VARIANT;
import static im.pact.camel.channels.request.Parameter.DATA;
import static im.pact.camel.channels.request.Parameter.DO_NOT_MARK_AS_READ;
import static im.pact.camel.channels.request.Parameter.LOGIN;
import static im.pact.camel.channels.request.Parameter.MESSAGE;
import static im.pact.camel.channels.request.Parameter.PASSWORD;
import static im.pact.camel.channels.request.Parameter.PHONE;
import static im.pact.camel.channels.request.Parameter.PHONE_WITH_PLUS;
import static im.pact.camel.channels.request.Parameter.PROVIDER;
import static im.pact.camel.channels.request.Parameter.SUBTYPE;
import static im.pact.camel.channels.request.Parameter.SYNC_MESSAGES_FROM;
import static im.pact.camel.channels.request.Parameter.TEMPLATE_ID;
import static im.pact.camel.channels.request.Parameter.TEMPLATE_LANGUAGE_CODE;
import static im.pact.camel.channels.request.Parameter.TEMPLATE_PARAMETERS;
import static im.pact.camel.channels.request.Parameter.TOKEN;
import static im.pact.camel.channels.request.Parameter.USERNAME;
import static im.pact.camel.channels.request.Parameter.VIA_QR_CODE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What each call needs, provider by provider: the tables of the API document as data, and the checks that follow from them. An
 * unknown provider, and parameters that no table names, pass through unchanged.
 */
public final class RequestRules {

    /** The order of the document. */
    private static final List<Variant> VARIANTS = List.of(
            Variant.of("create", "whatsapp").allows(SYNC_MESSAGES_FROM, DO_NOT_MARK_AS_READ),
            Variant.of("create", "whatsapp_business")
                    .requires(USERNAME, ACCOUNT_NAME, TOKEN)
                    .allows(SUBTYPE, API_PROVIDER),
            Variant.of("create", "avito").requires(LOGIN, PASSWORD),
            Variant.of("create", "instagram_business")
                    .requires(TOKEN, PHONE_WITH_PLUS, DATA)
                    .asJson(),
            Variant.of("create", "facebook", "vkontakte", "vkontakte_direct", "telegram", "viber")
                    .requires(TOKEN),
            Variant.of("create", "telegram_personal").with(VIA_QR_CODE, true).allows(SYNC_MESSAGES_FROM),
            Variant.of("create", "telegram_personal").requires(PHONE).allows(SYNC_MESSAGES_FROM),
            Variant.of("update").allows(TOKEN, LOGIN, PASSWORD),
            Variant.of("sendFirst").requires(PHONE, MESSAGE),
            Variant.of("sendFirst").requires(PHONE, TEMPLATE_ID, TEMPLATE_LANGUAGE_CODE, TEMPLATE_PARAMETERS),
            Variant.of("userExists").requires(PHONE),
            Variant.of("requestCode", "telegram_personal"),
            Variant.of("requestCode", "instagram").requires(CHALLENGE_VARIANT),
            Variant.of("requestCode", "instagram").with(CHALLENGE_TYPE, "two_factor"),
            Variant.of("confirm", "telegram_personal")
                    .with(CONFIRMATION_TYPE, "code")
                    .requires(CODE),
            Variant.of("confirm", "telegram_personal")
                    .with(CONFIRMATION_TYPE, "password")
                    .requires(PASSWORD),
            Variant.of("confirm", "instagram").requires(CONFIRMATION_CODE),
            Variant.of("confirm", "instagram")
                    .with(CONFIRMATION_TYPE, "two_factor")
                    .requires(CONFIRMATION_VARIANT, CONFIRMATION_CODE));

    /** By operation, made when it is first needed: most applications need a few. */
    private static final Map<String, CallRules> CALLS = new ConcurrentHashMap<>();

    private RequestRules() {}

    /** All that is known, in the order of the document. */
    public static List<Variant> variants() {
        return VARIANTS;
    }

    /**
     * The parameters that a call can have: those of the provider, or of all providers when this one is not known.
     *
     * @param operation the operation by its name in the endpoint URI
     * @param provider  the provider, or {@code null}
     */
    public static Set<Parameter> parameters(String operation, String provider) {
        return call(operation).parameters(provider);
    }

    /** How the document writes the body of a call. */
    public static RequestFormat format(String operation, String provider) {
        return call(operation).variants(provider).format();
    }

    /** Whether the call names its provider. */
    public static boolean namesProvider(String operation) {
        return call(operation).namesProvider();
    }

    /**
     * Checks the parameters of a call and brings them into the form that the API takes.
     *
     * @param operation the operation by its name in the endpoint URI
     * @param given     the parameters as {@link ApiRequest#parameters()} has them
     * @param now       the moment that timestamps are compared with
     * @return what to send, in the order of the document; behind it, unchanged, what no table of the document names
     * @throws IllegalArgumentException when something is missing or can't be; the text names it and what is allowed, and shows
     *                                  no secret
     */
    public static Map<String, Object> check(String operation, Map<String, Object> given, Instant now) {
        Map<String, Object> checked = new LinkedHashMap<>();
        CallRules call = call(operation);
        Object provider = given.get(PROVIDER.apiName());
        if (call.namesProvider()) {
            checked.put(PROVIDER.apiName(), required(operation, PROVIDER, provider, now));
        }
        Variants known = call.variants(provider == null ? null : provider.toString());
        if (!known.isEmpty()) {
            read(known.choose(given, now), given, now, checked);
        }
        given.forEach((name, value) -> {
            if (!known.name(name) && !name.equals(PROVIDER.apiName())) {
                checked.put(name, value);
            }
        });
        if (checked.isEmpty()) {
            throw refused(operation, "nothing to change was given: token, login and password, or others");
        }
        return checked;
    }

    /**
     * Checks a single value.
     *
     * @throws IllegalArgumentException when it can't be
     */
    public static Object check(String operation, Parameter parameter, Object value, Instant now) {
        Object read = parameter.kind().read(value, now);
        if (read == null
                || !(parameter.allowedValues().isEmpty()
                        || parameter.allowedValues().contains(read))) {
            throw refused(
                    operation,
                    parameter.optionName() + " must be " + parameter.allowed()
                            + (parameter.isSecret() ? "" : " (was " + LogText.ofValue(value) + ")"));
        }
        return read;
    }

    private static CallRules call(String operation) {
        return CALLS.computeIfAbsent(operation, RequestRules::callRules);
    }

    private static CallRules callRules(String operation) {
        List<Variant> variants = new ArrayList<>(VARIANTS);
        variants.removeIf(variant -> !variant.operation().equals(operation));
        return new CallRules(variants);
    }

    private static void read(Variant variant, Map<String, Object> given, Instant now, Map<String, Object> checked) {
        variant.fixed().forEach((parameter, value) -> checked.put(parameter.apiName(), value));
        for (Parameter parameter : variant.required()) {
            Object value = given.get(parameter.apiName());
            checked.put(parameter.apiName(), required(variant.operation(), parameter, value, now));
        }
        for (Parameter parameter : variant.optional()) {
            Object value = given.get(parameter.apiName());
            if (!isMissing(value)) {
                checked.put(parameter.apiName(), check(variant.operation(), parameter, value, now));
            }
        }
    }

    /** A list that was not given is an empty list: a template may need no parameters. */
    private static Object required(String operation, Parameter parameter, Object value, Instant now) {
        if (isMissing(value)) {
            if (parameter.kind() == ParameterType.LIST) {
                return List.of();
            }
            throw refused(operation, parameter.optionName() + " is missing");
        }
        return check(operation, parameter, value, now);
    }

    /** A text without content was not given. */
    static boolean isMissing(Object value) {
        return value == null
                || (value instanceof CharSequence text && text.toString().isBlank());
    }

    static IllegalArgumentException refused(String operation, String reason) {
        return new IllegalArgumentException(operation + ": " + reason);
    }
}
