/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one call needs, provider by provider. Made once, for every message asks. */
final class CallRules {

    private final boolean namesProvider;

    /** Of all providers. */
    private final Variants all;

    private final Map<String, Variants> byProvider = new HashMap<>();

    /** For a provider that has none of its own. */
    private final Variants others;

    /** @param variants all variants of the call, in the order of the document */
    CallRules(List<Variant> variants) {
        this.all = new Variants(variants);
        this.others = new Variants(chosen(variants, null));
        for (Variant variant : variants) {
            for (String provider : variant.providers()) {
                byProvider.computeIfAbsent(provider, each -> new Variants(chosen(variants, each)));
            }
        }
        this.namesProvider = !byProvider.isEmpty();
    }

    /** Those of a provider, or those for whoever has none of its own. */
    private static List<Variant> chosen(List<Variant> variants, String provider) {
        List<Variant> chosen = new ArrayList<>();
        for (Variant variant : variants) {
            if (provider == null ? variant.providers().isEmpty() : variant.isFor(provider)) {
                chosen.add(variant);
            }
        }
        return chosen;
    }

    /** Whether the call says which provider it is for. */
    boolean namesProvider() {
        return namesProvider;
    }

    /** The variants that a provider has; none when it is not known. */
    Variants variants(String provider) {
        return byProvider.getOrDefault(provider, others);
    }

    /** The parameters that a call can have: those of the provider, or of all providers when this one is not known. */
    Set<Parameter> parameters(String provider) {
        Variants known = variants(provider);
        return known.isEmpty() ? all.parameters() : known.parameters();
    }
}
