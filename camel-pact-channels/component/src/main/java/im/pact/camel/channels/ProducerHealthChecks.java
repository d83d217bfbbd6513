/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.WritableHealthCheckRepository;

/** The health checks of the producers of a component. Producers with the same target share a check. Safe for use by many threads. */
final class ProducerHealthChecks {

    private final Map<Target, Shared> checks = new HashMap<>();

    /**
     * Adds a check for a producer, unless another producer has added one for the same target.
     *
     * @return whether the check was added
     */
    synchronized boolean add(WritableHealthCheckRepository repository, Target target, HealthCheck check) {
        Shared shared = checks.get(target);
        if (shared == null) {
            checks.put(target, new Shared(check, 1));
            repository.addHealthCheck(check);
            return true;
        }
        checks.put(target, new Shared(shared.check, shared.producers + 1));
        return false;
    }

    /**
     * Removes a producer, and the check with the last one.
     *
     * @return the check that was removed, or {@code null}
     */
    synchronized HealthCheck remove(WritableHealthCheckRepository repository, Target target) {
        Shared shared = checks.remove(target);
        if (shared.producers > 1) {
            checks.put(target, new Shared(shared.check, shared.producers - 1));
            return null;
        }
        repository.removeHealthCheck(shared.check);
        return shared.check;
    }

    /** The company that is checked, and how it is reached. */
    record Target(Long companyId, String baseUri, String apiToken) {

        static Target of(PactChannelsConfiguration options) {
            return new Target(options.getCompanyId(), options.getBaseUri(), options.getApiToken());
        }

        /** Without the token. */
        @Override
        public String toString() {
            return "company " + companyId + " at " + baseUri;
        }
    }

    private record Shared(HealthCheck check, int producers) {}
}
