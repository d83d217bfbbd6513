/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The parameters that the API document names, each with the type of its values. {@link PactChannelsOperation} defines which of
 * them an operation needs. A request is sent in the order of these constants.
 */
public enum Parameter {
    COMPANY_ID("company_id", ParameterType.ID),
    CHANNEL_ID("channel_id", ParameterType.ID),
    JOB_ID("job_id", ParameterType.ID),
    PROVIDER("provider", ParameterType.TEXT),
    USERNAME("username", ParameterType.PHONE),
    ACCOUNT_NAME("account_name", ParameterType.LINE),
    TOKEN("token", ParameterType.LINE),
    SUBTYPE("subtype", "regular", "unlim", "no_write_first"),
    API_PROVIDER("api_provider", "gupshup", "360dialog"),
    HOSTING_TYPE("hosting_type", "cloud", "onpremise"),
    DIALOG360_CHANNEL_ID("dialog360_channel_id", ParameterType.LINE),
    DIALOG360_CLIENT_ID("dialog360_client_id", ParameterType.LINE),
    VIA_QR_CODE("via_qr_code", ParameterType.BOOLEAN),
    PHONE("phone", ParameterType.PHONE),
    PHONE_REGION("phone_region", ParameterType.REGION),
    DATA("data", ParameterType.OBJECT),
    CONFIRMATION_TYPE("confirmation_type", "code", "password", "two_factor"),
    LOGIN("login", ParameterType.LINE),
    PASSWORD("password", ParameterType.LINE),
    SYNC_MESSAGES_FROM("sync_messages_from", ParameterType.TIMESTAMP),
    DO_NOT_MARK_AS_READ("do_not_mark_as_read", ParameterType.BOOLEAN),
    MESSAGE("message", ParameterType.TEXT),
    TEMPLATE_ID("template[id]", ParameterType.LINE),
    TEMPLATE_LANGUAGE_CODE("template[language_code]", ParameterType.LINE),
    TEMPLATE_PARAMETERS("template[parameters]", ParameterType.LIST),
    CHALLENGE_VARIANT("challenge_variant", ParameterType.INTEGER),
    CHALLENGE_TYPE("challenge_type", "two_factor"),
    CONFIRMATION_VARIANT("confirmation_variant", ParameterType.INTEGER),
    CONFIRMATION_CODE("confirmation_code", ParameterType.LINE),
    CODE("code", ParameterType.DIGITS),
    PAGE_ID("page_id", ParameterType.INTEGER),
    SYNC_PERIOD("sync_period", "day", "week", "month", "all"),
    WEBHOOK_URL("webhook_url", ParameterType.URL);

    private static final Set<Parameter> SECRETS = EnumSet.of(
            TOKEN, LOGIN, PASSWORD, DATA, MESSAGE, TEMPLATE_PARAMETERS, CONFIRMATION_CODE, CODE, WEBHOOK_URL);

    /** Known only when a message is there: a one-time code, the result of an earlier step. */
    private static final Set<Parameter> MOMENTARY = EnumSet.of(
            JOB_ID,
            DATA,
            CHALLENGE_VARIANT,
            CHALLENGE_TYPE,
            CONFIRMATION_TYPE,
            CONFIRMATION_VARIANT,
            CONFIRMATION_CODE,
            CODE,
            PAGE_ID);

    /** Under both spellings. */
    private static final Map<String, Parameter> BY_NAME = new HashMap<>();

    /** Names that the API has for the same value in other places. */
    private static final Map<String, Parameter> BY_ALIAS = Map.of("external_id", CHANNEL_ID, "text", MESSAGE);

    static {
        for (Parameter parameter : values()) {
            BY_NAME.put(parameter.apiName, parameter);
            BY_NAME.put(parameter.optionName, parameter);
        }
    }

    private final String apiName;
    private final String optionName;
    private final ParameterType type;

    @SuppressWarnings("ImmutableEnumChecker") // Made by List.of.
    private final List<String> allowedValues;

    Parameter(String apiName, ParameterType type) {
        this(apiName, type, List.of());
    }

    Parameter(String apiName, String... allowedValues) {
        this(apiName, ParameterType.LINE, List.of(allowedValues));
    }

    Parameter(String apiName, ParameterType type, List<String> allowedValues) {
        this.apiName = apiName;
        this.optionName = camelCase(apiName);
        this.type = type;
        this.allowedValues = allowedValues;
    }

    /** The parameter with that name in either spelling, or {@code null} if the API document does not name it. */
    public static Parameter named(String name) {
        return BY_NAME.get(name);
    }

    /** The parameter that the API has another name for in other places, or {@code null}. */
    static Parameter withAlias(String name) {
        return BY_ALIAS.get(name);
    }

    /** The name in a request, as a form has it: {@code sync_messages_from}, {@code template[id]}. */
    public String apiName() {
        return apiName;
    }

    /** The same name in camelCase, as options and headers have it: {@code syncMessagesFrom}, {@code templateId}. */
    public String optionName() {
        return optionName;
    }

    public ParameterType type() {
        return type;
    }

    /** The allowed values; empty if only the type limits them. */
    public List<String> allowedValues() {
        return allowedValues;
    }

    /** Whether its value must not appear in an exception or a log. */
    public boolean isSecret() {
        return SECRETS.contains(this);
    }

    /** Whether it is sent in the body or the query of a request. Ids are in the path, and a region is used here only. */
    public boolean isSent() {
        return type != ParameterType.ID && type != ParameterType.REGION;
    }

    /** Whether its value can be known when a route is written. All others have a header, but no option. */
    public boolean isStatic() {
        return !MOMENTARY.contains(this);
    }

    /**
     * Validates a value.
     *
     * @return the value in the form that the API takes
     * @throws IllegalArgumentException if the value is not allowed; the message names operation, parameter, value (unless it is a
     *                                  secret) and what is allowed
     */
    public Object read(Object value, RequestContext context) {
        Object read;
        try {
            read = type.read(value, context);
        } catch (IllegalArgumentException e) {
            if (allowedValues.isEmpty()) {
                String reason = e.getMessage().startsWith("[") ? e.getMessage() : " " + e.getMessage();
                throw new IllegalArgumentException(context.operation() + ": " + optionName + reason);
            }
            read = null;
        }
        if (read == null || !(allowedValues.isEmpty() || allowedValues.contains(read))) {
            throw new IllegalArgumentException(context.operation() + ": " + optionName + " must be " + allowed()
                    + (isSecret() ? "" : " (was " + LogText.ofValue(value) + ")"));
        }
        return read;
    }

    private String allowed() {
        if (allowedValues.isEmpty()) {
            return type.allowed();
        }
        return allowedValues.size() == 1 ? allowedValues.get(0) : "one of " + String.join(", ", allowedValues);
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
