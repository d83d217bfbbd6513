/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One way to make a call, as a table of the API document has it.
 *
 * @param operation the operation by its name in the endpoint URI
 * @param providers the providers that it is for; empty when the call names none
 * @param fixed     what it is told apart by: parameters that have this one value, filled in where they are missing
 * @param required  what has to be given
 * @param optional  what may be given
 * @param format    how the document writes the body
 */
public record Variant(
        String operation,
        List<String> providers,
        Map<Parameter, Object> fixed,
        List<Parameter> required,
        List<Parameter> optional,
        RequestFormat format) {

    static Variant of(String operation, String... providers) {
        return new Variant(operation, List.of(providers), Map.of(), List.of(), List.of(), RequestFormat.form);
    }

    Variant with(Parameter parameter, Object value) {
        Map<Parameter, Object> more = new LinkedHashMap<>(fixed);
        more.put(parameter, value);
        return new Variant(operation, providers, Collections.unmodifiableMap(more), required, optional, format);
    }

    Variant requires(Parameter... parameters) {
        return new Variant(operation, providers, fixed, List.of(parameters), optional, format);
    }

    Variant allows(Parameter... parameters) {
        return new Variant(operation, providers, fixed, required, List.of(parameters), format);
    }

    Variant asJson() {
        return new Variant(operation, providers, fixed, required, optional, RequestFormat.json);
    }

    /** All that it knows, in the order of the document, without the provider. */
    public Set<Parameter> parameters() {
        Set<Parameter> all = new LinkedHashSet<>(fixed.keySet());
        all.addAll(required);
        all.addAll(optional);
        return all;
    }

    /** Whether a call for that provider can be made in this way. */
    boolean isFor(String provider) {
        return providers.isEmpty() || providers.contains(provider);
    }

    /** Whether that is the one value that a parameter has in it. */
    boolean fixes(Parameter parameter, Object value) {
        return String.valueOf(value).strip().equalsIgnoreCase(String.valueOf(fixed.get(parameter)));
    }

    /** Whether what is given says that another variant is meant. */
    boolean isContradictedBy(Map<String, Object> given) {
        for (Parameter parameter : fixed.keySet()) {
            Object value = given.get(parameter.apiName());
            if (!RequestRules.isMissing(value) && !fixes(parameter, value)) {
                return true;
            }
        }
        return false;
    }

    /** What tells it apart: the parameters that not all of these variants have. */
    List<Parameter> marks(List<Variant> siblings) {
        List<Parameter> marks = new ArrayList<>(parameters());
        marks.removeIf(parameter ->
                siblings.stream().allMatch(sibling -> sibling.parameters().contains(parameter)));
        return marks;
    }
}
