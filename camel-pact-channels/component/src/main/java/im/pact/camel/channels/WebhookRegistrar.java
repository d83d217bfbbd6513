/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.client.PactChannelsClient;
import im.pact.camel.channels.event.WebhookAddress;
import im.pact.camel.channels.event.WebhookRegistration;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers the webhook of an endpoint as soon as all of the application is started, since the service tests the address. */
final class WebhookRegistrar extends ServiceSupport implements StartupListener {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookRegistrar.class);

    private static final Duration UNREGISTER_TIMEOUT = Duration.ofSeconds(5);

    private final PactChannelsEndpoint endpoint;
    private final WebhookAddress address;
    private volatile WebhookRegistration registration;

    /** @param address an address with a public URL */
    WebhookRegistrar(PactChannelsEndpoint endpoint, WebhookAddress address) {
        this.endpoint = endpoint;
        this.address = address;
    }

    /** The state of the registration; {@code null} if the registrar is stopped. */
    WebhookRegistration registration() {
        return registration;
    }

    @Override
    protected void doStart() throws Exception {
        PactChannelsComponent component = endpoint.getComponent();
        registration = new WebhookRegistration(
                endpoint.newClient(), companyId(), address, component.timer(), component.requestExecutor());
        endpoint.getCamelContext().addStartupListener(this);
    }

    /** Camel calls nothing else if the application is running already. */
    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
        if (alreadyStarted) {
            register();
        }
    }

    @Override
    public void onCamelContextFullyStarted(CamelContext context, boolean alreadyStarted) {
        register();
    }

    private void register() {
        WebhookRegistration current = registration;
        if (current != null && current.state() == WebhookRegistration.State.PENDING) {
            current.start();
        }
    }

    private long companyId() {
        Long companyId = endpoint.getConfiguration().getCompanyId();
        if (companyId == null) {
            throw new IllegalArgumentException(
                    "events: companyId is missing; publicUrl registers the webhook of a company");
        }
        return companyId;
    }

    /** Removes the address only if that is wanted, since the service then sends no events until the next start. */
    @Override
    protected void doStop() {
        if (registration != null) {
            registration.close();
            registration = null;
            if (endpoint.getEventOptions().isUnregisterOnStop()) {
                unregister();
            }
        }
    }

    private void unregister() {
        try (PactChannelsClient client = endpoint.newClient(UNREGISTER_TIMEOUT)) {
            WebhookRegistration.unregister(client, companyId(), address);
            LOG.info("The webhook of company {} is not registered any more: {}", companyId(), address);
        } catch (Exception e) {
            LOG.warn("The webhook of company {} is still registered: {}", companyId(), e.getMessage());
        }
    }
}
