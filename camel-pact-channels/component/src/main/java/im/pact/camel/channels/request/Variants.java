/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The variants among which a call has the choice, and what tells them apart. Made once, for every message asks. */
final class Variants {

    private final List<Variant> variants;
    private final Set<Parameter> parameters;
    private final Set<String> names = new HashSet<>();

    /** The parameters that not all of them have, by variant. */
    private final Map<Variant, List<Parameter>> marks = new IdentityHashMap<>();

    /** The values by which they are told apart, by parameter. */
    private final Map<Parameter, List<String>> markValues = new LinkedHashMap<>();

    /** @param variants in the order of the document */
    Variants(List<Variant> variants) {
        this.variants = variants;
        Set<Parameter> union = new LinkedHashSet<>();
        for (Variant variant : variants) {
            union.addAll(variant.parameters());
            marks.put(variant, variant.marks(variants));
            variant.fixed().forEach((mark, value) -> markValues
                    .computeIfAbsent(mark, each -> new ArrayList<>())
                    .add(String.valueOf(value)));
        }
        for (Parameter parameter : union) {
            names.add(parameter.apiName());
        }
        this.parameters = Collections.unmodifiableSet(union);
    }

    boolean isEmpty() {
        return variants.isEmpty();
    }

    /** All parameters of all of them, in the order of the document, without the provider. */
    Set<Parameter> parameters() {
        return parameters;
    }

    /** Whether one of them has a parameter of that name in the API. */
    boolean name(String apiName) {
        return names.contains(apiName);
    }

    /** How the document writes the body. */
    RequestFormat format() {
        return variants.isEmpty() ? RequestFormat.form : variants.get(0).format();
    }

    /**
     * The variant that is meant: the one whose own parameters are given.
     *
     * @param given the parameters of the call
     * @throws IllegalArgumentException when none is, or more than one
     */
    Variant choose(Map<String, Object> given, Instant now) {
        if (!markValues.isEmpty()) {
            checkMarks(given, now);
        }
        if (variants.size() == 1) {
            return variants.get(0);
        }
        List<Variant> possible = new ArrayList<>(variants);
        possible.removeIf(variant -> variant.isContradictedBy(given));
        if (possible.size() == 1) {
            return possible.get(0);
        }
        List<Variant> meant = new ArrayList<>(possible);
        meant.removeIf(variant -> !hasMark(variant, given));
        if (meant.size() == 1) {
            return meant.get(0);
        }
        if (meant.size() > 1) {
            throw RequestRules.refused(operation(), "give " + alternatives(meant) + ", not both");
        }
        return possible.stream()
                .filter(variant -> marks.get(variant).isEmpty())
                .findFirst()
                .orElseThrow(() -> RequestRules.refused(operation(), alternatives(possible) + " is missing"));
    }

    private boolean hasMark(Variant variant, Map<String, Object> given) {
        for (Parameter mark : marks.get(variant)) {
            if (!RequestRules.isMissing(given.get(mark.apiName()))) {
                return true;
            }
        }
        return false;
    }

    /** A value that tells variants apart must tell one: what is sent is the variant's own, so nobody else would see it. */
    private void checkMarks(Map<String, Object> given, Instant now) {
        markValues.forEach((mark, values) -> {
            Object value = given.get(mark.apiName());
            if (RequestRules.isMissing(value)) {
                return;
            }
            if (mark.kind() == ParameterType.BOOLEAN) {
                RequestRules.check(operation(), mark, value, now);
            } else if (variants.stream().noneMatch(variant -> variant.fixes(mark, value))) {
                throw RequestRules.refused(
                        operation(),
                        mark.optionName() + " must be " + String.join(" or ", values) + " (was "
                                + LogText.ofValue(value) + ")");
            }
        });
    }

    private String alternatives(List<Variant> some) {
        return some.stream()
                .map(variant -> marks.get(variant).get(0).optionName())
                .collect(Collectors.joining(" or "));
    }

    private String operation() {
        return variants.get(0).operation();
    }
}
