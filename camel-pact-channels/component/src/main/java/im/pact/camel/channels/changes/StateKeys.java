/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.changes;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.spi.StateRepository;

/** The keys under which the consumers of a Camel context store their state: two with the same key would overwrite each other. */
public final class StateKeys {

    private final Set<Claim> claims = ConcurrentHashMap.newKeySet();

    private StateKeys() {}

    /** The keys of this context. */
    public static synchronized StateKeys of(CamelContext context) {
        ExtendedCamelContext extension = context.getCamelContextExtension();
        StateKeys keys = extension.getContextPlugin(StateKeys.class);
        if (keys == null) {
            keys = new StateKeys();
            extension.addContextPlugin(StateKeys.class, keys);
        }
        return keys;
    }

    /**
     * Claims a key until {@link #release}.
     *
     * @throws IllegalStateException if another consumer has claimed it
     */
    public void claim(StateRepository<String, String> repository, String key) {
        if (!claims.add(new Claim(repository, key))) {
            throw new IllegalStateException("Another consumer stores its state under '" + key
                    + "' in the same state repository. Set another stateKey");
        }
    }

    /** Allows another consumer to claim the key. */
    public void release(StateRepository<String, String> repository, String key) {
        claims.remove(new Claim(repository, key));
    }

    private record Claim(StateRepository<String, String> repository, String key) {}
}
