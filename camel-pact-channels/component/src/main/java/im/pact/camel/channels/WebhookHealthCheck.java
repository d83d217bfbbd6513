/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.event.WebhookRegistration;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;

/**
 * Shows the registration of a webhook. It is up even if the registration has failed: Kubernetes sends no requests to a machine that is
 * not ready, so the service's test of the address would fail as well, and the registration could never succeed.
 */
final class WebhookHealthCheck implements HealthCheck {

    private final String id;
    private final Supplier<WebhookRegistration> registration;
    private boolean enabled;

    /** @param registration returns {@code null} if the consumer is stopped or does not register itself */
    WebhookHealthCheck(String id, boolean enabled, Supplier<WebhookRegistration> registration) {
        this.id = id;
        this.enabled = enabled;
        this.registration = registration;
    }

    @Override
    public String getGroup() {
        return "camel";
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    @Override
    public Result call(Map<String, Object> options) {
        HealthCheckResultBuilder builder = HealthCheckResultBuilder.on(this);
        if (!enabled) {
            return builder.message("Disabled")
                    .detail(CHECK_ENABLED, false)
                    .unknown()
                    .build();
        }
        WebhookRegistration current = registration.get();
        if (current != null) {
            builder.detail("webhook.registration", current.state().name());
            if (current.failure() != null) {
                builder.message("The webhook is not registered: " + current.failure());
            }
        }
        return builder.up().build();
    }
}
