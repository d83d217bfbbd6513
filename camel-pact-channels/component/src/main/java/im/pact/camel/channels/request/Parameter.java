/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The parameters that the API document names for the bodies of its calls, each with the kind of its values. Which of them a
 * call needs, {@link Variant} says.
 */
public enum Parameter {
    PROVIDER("provider", ParameterType.TEXT),
    TOKEN("token", ParameterType.TEXT),
    USERNAME("username", ParameterType.TEXT),
    ACCOUNT_NAME("account_name", ParameterType.TEXT),
    SUBTYPE("subtype", "regular", "unlim", "no_write_first"),
    API_PROVIDER("api_provider", "gupshup", "360dialog"),
    LOGIN("login", ParameterType.TEXT),
    PASSWORD("password", ParameterType.TEXT),
    DATA("data", ParameterType.OBJECT),
    PHONE("phone", ParameterType.PHONE),
    /** {@code phone} where the document writes it with a plus. */
    PHONE_WITH_PLUS("phone", ParameterType.PHONE_WITH_PLUS),
    VIA_QR_CODE("via_qr_code", ParameterType.BOOLEAN),
    SYNC_MESSAGES_FROM("sync_messages_from", ParameterType.TIMESTAMP),
    DO_NOT_MARK_AS_READ("do_not_mark_as_read", ParameterType.BOOLEAN),
    MESSAGE("message", ParameterType.TEXT),
    TEMPLATE_ID("template[id]", ParameterType.TEXT),
    TEMPLATE_LANGUAGE_CODE("template[language_code]", ParameterType.TEXT),
    TEMPLATE_PARAMETERS("template[parameters]", ParameterType.LIST),
    CHALLENGE_VARIANT("challenge_variant", ParameterType.INTEGER),
    CHALLENGE_TYPE("challenge_type", "two_factor"),
    CONFIRMATION_TYPE("confirmation_type", "code", "password", "two_factor"),
    CONFIRMATION_VARIANT("confirmation_variant", ParameterType.INTEGER),
    CONFIRMATION_CODE("confirmation_code", ParameterType.TEXT),
    CODE("code", ParameterType.DIGITS);

    private static final Set<Parameter> SECRETS =
            EnumSet.of(TOKEN, LOGIN, PASSWORD, DATA, MESSAGE, TEMPLATE_PARAMETERS, CONFIRMATION_CODE, CODE);

    /** Under both spellings. Where two share a name, the first. */
    private static final Map<String, Parameter> BY_NAME = new HashMap<>();

    static {
        for (Parameter parameter : values()) {
            BY_NAME.putIfAbsent(parameter.apiName, parameter);
            BY_NAME.putIfAbsent(parameter.optionName, parameter);
        }
    }

    private final String apiName;
    private final String optionName;
    private final ParameterType kind;

    @SuppressWarnings("ImmutableEnumChecker") // Made by List.of.
    private final List<String> values;

    Parameter(String apiName, ParameterType kind) {
        this(apiName, kind, List.of());
    }

    Parameter(String apiName, String... values) {
        this(apiName, ParameterType.TEXT, List.of(values));
    }

    Parameter(String apiName, ParameterType kind, List<String> values) {
        this.apiName = apiName;
        this.optionName = camelCase(apiName);
        this.kind = kind;
        this.values = values;
    }

    /** The parameter of that name in either spelling, or {@code null} when the document knows none. */
    public static Parameter named(String name) {
        return BY_NAME.get(name);
    }

    /** The name in a request, as a form has it: {@code sync_messages_from}, {@code template[id]}. */
    public String apiName() {
        return apiName;
    }

    /** The same name in camelCase, as options and headers have it: {@code syncMessagesFrom}, {@code templateId}. */
    public String optionName() {
        return optionName;
    }

    public ParameterType kind() {
        return kind;
    }

    /** The values that are allowed; empty when the kind is the only limit. */
    public List<String> allowedValues() {
        return values;
    }

    /** Whether its value must not be shown to anybody, in no exception and no log. */
    public boolean isSecret() {
        return SECRETS.contains(this);
    }

    /** What a value must be, for messages. */
    String allowed() {
        if (values.isEmpty()) {
            return kind.allowed();
        }
        return values.size() == 1 ? values.get(0) : "one of " + String.join(", ", values);
    }

    private static String camelCase(String apiName) {
        StringBuilder name = new StringBuilder();
        boolean inWord = true;
        for (int i = 0; i < apiName.length(); i++) {
            char character = apiName.charAt(i);
            if (Character.isLetterOrDigit(character)) {
                name.append(inWord ? character : Character.toUpperCase(character));
                inWord = true;
            } else {
                inWord = false;
            }
        }
        return name.toString();
    }
}
