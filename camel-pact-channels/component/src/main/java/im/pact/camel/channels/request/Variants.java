/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The variants that an operation has for a provider, and the parameters that distinguish them. */
final class Variants {

    private final List<Variant> variants;
    private final Set<Parameter> parameters = EnumSet.noneOf(Parameter.class);

    private final Set<Parameter> withoutHeader = EnumSet.noneOf(Parameter.class);

    /** The parameters that not all of them have, by the index of the variant. */
    private final List<List<Parameter>> discriminators = new ArrayList<>();

    /** The constants that distinguish them, by parameter. */
    private final Map<Parameter, List<String>> constants = new EnumMap<>(Parameter.class);

    /** @param variants in the order of the document */
    Variants(List<Variant> variants) {
        this.variants = variants;
        for (Variant variant : variants) {
            withoutHeader.addAll(variant.optional());
            parameters.addAll(variant.parameters());
            discriminators.add(variant.discriminators(variants));
            variant.constants().forEach((parameter, value) -> constants
                    .computeIfAbsent(parameter, each -> new ArrayList<>())
                    .add(String.valueOf(value)));
        }
        withoutHeader.removeIf(parameter -> parameter.type() != ParameterType.PHONE
                || variants.stream().anyMatch(variant -> variant.required().contains(parameter)));
    }

    boolean isEmpty() {
        return variants.isEmpty();
    }

    /** All parameters of all of them, without the provider. */
    Set<Parameter> parameters() {
        return Collections.unmodifiableSet(parameters);
    }

    /** The phone numbers that are optional in all of them. */
    Set<Parameter> withoutHeader() {
        return Collections.unmodifiableSet(withoutHeader);
    }

    /** How the document writes the body. */
    RequestFormat format() {
        return variants.isEmpty() ? RequestFormat.form : variants.get(0).format();
    }

    /**
     * The variant that a request is meant to be: the one whose own parameters are present.
     *
     * @throws IllegalArgumentException if that is not exactly one
     */
    Variant choose(Map<Parameter, Object> request, RequestContext context) {
        checkConstants(request, context);
        if (variants.size() == 1) {
            return variants.get(0);
        }
        List<Integer> possible = new ArrayList<>();
        List<Integer> meant = new ArrayList<>();
        for (int index = 0; index < variants.size(); index++) {
            if (!variants.get(index).isContradictedBy(request)) {
                possible.add(index);
                if (hasDiscriminator(index, request)) {
                    meant.add(index);
                }
            }
        }
        if (possible.size() == 1) {
            return variants.get(possible.get(0));
        }
        if (meant.size() == 1) {
            return variants.get(meant.get(0));
        }
        if (meant.size() > 1) {
            throw rejected(context, "give " + alternatives(meant) + ", not both");
        }
        for (int index : possible) {
            if (discriminators.get(index).isEmpty()) {
                return variants.get(index);
            }
        }
        throw rejected(context, alternatives(possible) + " is missing");
    }

    private boolean hasDiscriminator(int index, Map<Parameter, Object> request) {
        for (Parameter discriminator : discriminators.get(index)) {
            if (!ParameterType.isMissing(request.get(discriminator))) {
                return true;
            }
        }
        return false;
    }

    /** The variant's own constant is sent instead of the value, so a wrong value has to be rejected here. */
    private void checkConstants(Map<Parameter, Object> request, RequestContext context) {
        for (Map.Entry<Parameter, List<String>> constant : constants.entrySet()) {
            Parameter parameter = constant.getKey();
            Object value = request.get(parameter);
            if (ParameterType.isMissing(value)) {
                continue;
            }
            if (parameter.type() == ParameterType.BOOLEAN) {
                parameter.read(value, context);
            } else if (variants.stream().noneMatch(variant -> variant.hasConstant(parameter, value))) {
                throw rejected(
                        context,
                        parameter.optionName() + " must be " + String.join(" or ", constant.getValue()) + " (was "
                                + LogText.ofValue(value) + ")");
            }
        }
    }

    private String alternatives(List<Integer> indexes) {
        List<String> names = new ArrayList<>();
        for (int index : indexes) {
            names.add(discriminators.get(index).get(0).optionName());
        }
        return String.join(" or ", names);
    }

    private static IllegalArgumentException rejected(RequestContext context, String reason) {
        return new IllegalArgumentException(context.operation() + ": " + reason);
    }
}
