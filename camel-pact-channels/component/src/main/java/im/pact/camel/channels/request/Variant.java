/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One way to make the request of an operation: a table of the API document.
 *
 * @param providers the providers that it is for; empty if the request names no provider
 * @param constants constant parameters that identify this variant; added to the request if absent
 * @param required  parameters that must be present
 * @param optional  parameters that may be present
 * @param plus      phone numbers that the document writes with a plus
 * @param format    how the document writes the body
 */
public record Variant(
        List<String> providers,
        Map<Parameter, Object> constants,
        List<Parameter> required,
        List<Parameter> optional,
        Set<Parameter> plus,
        RequestFormat format) {

    static Variant of(String... providers) {
        return new Variant(List.of(providers), Map.of(), List.of(), List.of(), Set.of(), RequestFormat.form);
    }

    Variant with(Parameter parameter, Object value) {
        Map<Parameter, Object> more = new EnumMap<>(Parameter.class);
        more.putAll(constants);
        more.put(parameter, value);
        return new Variant(providers, Collections.unmodifiableMap(more), required, optional, plus, format);
    }

    Variant requires(Parameter... parameters) {
        return new Variant(providers, constants, List.of(parameters), optional, plus, format);
    }

    Variant allows(Parameter... parameters) {
        return new Variant(providers, constants, required, List.of(parameters), plus, format);
    }

    Variant plus(Parameter... parameters) {
        return new Variant(providers, constants, required, optional, Set.of(parameters), format);
    }

    Variant asJson() {
        return new Variant(providers, constants, required, optional, plus, RequestFormat.json);
    }

    /** All its parameters, without the provider, but with the region of its phone numbers. */
    public Set<Parameter> parameters() {
        Set<Parameter> all = EnumSet.noneOf(Parameter.class);
        all.addAll(constants.keySet());
        all.addAll(required);
        all.addAll(optional);
        if (all.stream().anyMatch(parameter -> parameter.type() == ParameterType.PHONE)) {
            all.add(Parameter.PHONE_REGION);
        }
        return all;
    }

    /**
     * The parameters that distinguish it from the other variants of its providers: those that not all of them have.
     *
     * @param variants the variants of the operation
     */
    public List<Parameter> discriminators(List<Variant> variants) {
        List<Parameter> discriminators = new ArrayList<>();
        for (Parameter parameter : inOrder()) {
            for (Variant variant : variants) {
                if (variant.providers.equals(providers) && !variant.parameters().contains(parameter)) {
                    discriminators.add(parameter);
                    break;
                }
            }
        }
        return discriminators;
    }

    /** In the order of the document. */
    private List<Parameter> inOrder() {
        List<Parameter> all = new ArrayList<>(constants.keySet());
        all.addAll(required);
        all.addAll(optional);
        return all;
    }

    boolean isFor(String provider) {
        return providers.isEmpty() || (provider != null && providers.contains(provider));
    }

    /**
     * The value of a parameter in a request of this variant; {@code null} if it is not sent. A missing list is an empty list,
     * since a template may have no parameters.
     *
     * @param value the value as it was given, or {@code null}
     */
    Object read(Parameter parameter, Object value, RequestContext context) {
        Object constant = constants.get(parameter);
        if (constant != null) {
            return constant;
        }
        boolean isRequired = required.contains(parameter);
        if (isMissing(parameter, value)) {
            if (!isRequired) {
                return null;
            } else if (parameter.type() == ParameterType.LIST) {
                return List.of();
            }
            throw new IllegalArgumentException(context.operation() + ": " + parameter.optionName() + " is missing");
        }
        if (!isRequired && !optional.contains(parameter)) {
            return null;
        }
        return parameter.read(value, plus.contains(parameter) ? context.withPlus() : context);
    }

    private static boolean isMissing(Parameter parameter, Object value) {
        return value == null
                || ParameterType.isMissing(value) && !parameter.type().acceptsBlank();
    }

    /** Whether a value is the constant of this variant. */
    boolean hasConstant(Parameter parameter, Object value) {
        return PlainText.trim(String.valueOf(value)).equalsIgnoreCase(String.valueOf(constants.get(parameter)));
    }

    /** Whether the request has another value for one of its constants, so that another variant is meant. */
    boolean isContradictedBy(Map<Parameter, Object> request) {
        for (Parameter parameter : constants.keySet()) {
            Object value = request.get(parameter);
            if (!ParameterType.isMissing(value) && !hasConstant(parameter, value)) {
                return true;
            }
        }
        return false;
    }
}
