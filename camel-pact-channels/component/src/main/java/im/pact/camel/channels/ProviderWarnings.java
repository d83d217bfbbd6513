/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.request.LogText;
import im.pact.camel.channels.request.ProviderSpelling;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns of each provider that looks misspelt, once for each name. */
final class ProviderWarnings {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderWarnings.class);

    /** Names can come from messages, so their number has a limit. */
    private static final int LIMIT = 100;

    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    /** @param provider the provider of a request, or {@code null} */
    void check(String provider) {
        if (provider == null || warned.size() >= LIMIT || warned.contains(provider)) {
            return;
        }
        ProviderSpelling.correctionOf(provider).ifPresent(known -> {
            if (warned.add(provider)) {
                LOG.warn(
                        "Provider {} is unknown and is sent unchanged. Did you mean {}?",
                        LogText.ofValue(provider),
                        known);
            }
        });
    }
}
