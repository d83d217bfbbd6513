/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.function.BiConsumer;

/**
 * The parameters of one request. Values may be given as people and routes have them (a phone number with spaces, an
 * {@link Instant}); {@link #validated} gives them the form of the API. The subclasses name the operations, and have factories for
 * the variants of the API document. No request shows a secret in its {@code toString}.
 */
public class ApiRequest {

    private final PactChannelsOperation operation;

    /** In the order of the constants, which is their order in a request. */
    private final Map<Parameter, Object> values;

    /** The parameters that the API document does not name, in their own order. */
    private final Map<String, Object> others;

    private final boolean validated;

    /** Only for the requests of this package. */
    ApiRequest(PactChannelsOperation operation, Builder builder) {
        if (builder.operation != operation) {
            throw new IllegalArgumentException(
                    "Parameters for " + builder.operation + " make no request for " + operation);
        }
        this.operation = operation;
        this.values = new EnumMap<>(builder.values);
        this.others = builder.others.isEmpty() ? Map.of() : new LinkedHashMap<>(builder.others);
        this.validated = builder.validated;
    }

    public PactChannelsOperation operation() {
        return operation;
    }

    /** The value of a parameter, or {@code null}. */
    public Object get(Parameter parameter) {
        return values.get(parameter);
    }

    /** The provider in the API's spelling, or {@code null} if the request does not name one. */
    public String provider() {
        return Objects.toString(values.get(Parameter.PROVIDER), null);
    }

    /** How the API document writes the body. */
    public RequestFormat format() {
        return operation.choice(provider()).format();
    }

    /** The parameters that are sent, under the API's own names as in a form ({@code template[id]}), in their order in the request. */
    public void forEach(BiConsumer<String, Object> action) {
        values.forEach((parameter, value) -> {
            if (parameter.isSent()) {
                action.accept(parameter.apiName(), value);
            }
        });
        others.forEach(action);
    }

    /** The same as a new map. */
    public Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        forEach(parameters::put);
        return Collections.unmodifiableMap(parameters);
    }

    /** The values that must not be shown: secrets, and those of unknown parameters, which may be secrets. */
    public Collection<Object> secrets() {
        List<Object> secrets = new ArrayList<>(others.values());
        values.forEach((parameter, value) -> {
            if (parameter.isSecret()) {
                secrets.add(value);
            }
        });
        return secrets;
    }

    /**
     * This request in the form that the API takes: validated by the variant that it is meant to be, with the constants of that
     * variant. Parameters that the API document does not name stay unchanged.
     *
     * @param now the time that timestamps are compared with
     * @throws IllegalArgumentException if a parameter is missing or has a value that is not allowed; the message names it and what
     *                                  is allowed, and shows no secret
     */
    public ApiRequest validated(Instant now) {
        return validated ? this : new ApiRequest(operation, new Builder(this).validate(now));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ApiRequest request
                && request.getClass() == getClass()
                && request.operation == operation
                && request.values.equals(values)
                && request.others.equals(others);
    }

    @Override
    public int hashCode() {
        return Objects.hash(operation, values, others);
    }

    /** The names of the parameters, with the values of those that are known not to be secrets. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ", getClass().getSimpleName() + "[", "]");
        values.forEach(
                (parameter, value) -> text.add(parameter.apiName() + "=" + (parameter.isSecret() ? "******" : value)));
        others.forEach((name, value) -> text.add(name + "=******"));
        return text.toString();
    }

    /**
     * Collects the parameters of one request. Names may be the API's or the same in camelCase; if both are present, the API's
     * counts. A template may be a map.
     */
    public static final class Builder {

        private final PactChannelsOperation operation;
        private final Map<Parameter, Object> values = new EnumMap<>(Parameter.class);
        private Map<String, Object> others = Map.of();
        private boolean validated;

        public Builder(PactChannelsOperation operation) {
            this.operation = operation;
        }

        /** Begins with the parameters of a request. */
        public Builder(ApiRequest request) {
            this(request.operation);
            values.putAll(request.values);
            others = request.others.isEmpty() ? Map.of() : new LinkedHashMap<>(request.others);
        }

        /** @throws IllegalArgumentException if a value is nested deeper than 100 levels */
        public Builder putAll(Map<?, ?> parameters) {
            parameters.forEach((name, value) -> put(String.valueOf(name), value));
            return this;
        }

        /** @throws IllegalArgumentException if the value is nested deeper than 100 levels */
        public Builder put(String name, Object value) {
            if (name.equals("template") && value instanceof Map<?, ?> template) {
                template.forEach((part, partValue) -> putNamed(nameOfPart(String.valueOf(part)), partValue));
            } else {
                putNamed(name, value);
            }
            return this;
        }

        /** As {@link #put}, but instead of a value that is present under another name. */
        Builder replace(String name, Object value) {
            values.remove(operation.parameter(name));
            return put(name, value);
        }

        private void putNamed(String name, Object value) {
            // The first heading of a spreadsheet may begin with a byte order mark.
            String trimmed = PlainText.trim(name);
            Parameter parameter = operation.parameter(trimmed);
            if (parameter == null) {
                NestingLimit.check(name, value);
                if (others.isEmpty()) {
                    others = new LinkedHashMap<>();
                }
                others.put(name, value);
            } else if (parameter.apiName().equals(trimmed) || ParameterType.isMissing(values.get(parameter))) {
                NestingLimit.check(name, value);
                values.put(parameter, value);
            }
        }

        private static String nameOfPart(String part) {
            return part.equals("languageCode") ? Parameter.TEMPLATE_LANGUAGE_CODE.apiName() : "template[" + part + "]";
        }

        public Object get(Parameter parameter) {
            return values.get(parameter);
        }

        /** @throws IllegalArgumentException if the value is nested deeper than 100 levels */
        public Builder set(Parameter parameter, Object value) {
            NestingLimit.check(parameter.optionName(), value);
            values.put(parameter, value);
            return this;
        }

        /** See {@link ApiRequest#validated}. */
        public Builder validate(Instant now) {
            RequestContext context = operation.context(now, values.remove(Parameter.PHONE_REGION));
            Object provider = values.get(Parameter.PROVIDER);
            if (operation.namesProvider()) {
                if (ParameterType.isMissing(provider)) {
                    throw new IllegalArgumentException(operation + ": provider is missing");
                }
                provider = operation.providerName((String) Parameter.PROVIDER.read(provider, context));
                values.put(Parameter.PROVIDER, provider);
            } else {
                values.remove(Parameter.PROVIDER);
            }
            Variants variants = operation.choice(Objects.toString(provider, null));
            if (!variants.isEmpty()) {
                Variant variant = variants.choose(values, context);
                for (Parameter parameter : variants.parameters()) {
                    Object value = variant.read(parameter, values.get(parameter), context);
                    if (value == null) {
                        values.remove(parameter);
                    } else {
                        values.put(parameter, value);
                    }
                }
            }
            if (isEmpty()) {
                throw new IllegalArgumentException(
                        operation + ": nothing to change was given: token, login and password, or others");
            }
            validated = true;
            return this;
        }

        private boolean isEmpty() {
            for (Parameter parameter : values.keySet()) {
                if (parameter.isSent()) {
                    return false;
                }
            }
            return others.isEmpty();
        }
    }
}
