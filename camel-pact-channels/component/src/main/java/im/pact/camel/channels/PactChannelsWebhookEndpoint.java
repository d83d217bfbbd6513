/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.event.ChannelEvent;
import im.pact.camel.channels.event.WebhookAddress;
import java.net.URI;
import java.util.List;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.webhook.WebhookCapableEndpoint;
import org.apache.camel.component.webhook.WebhookConfiguration;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.apache.camel.support.service.ServiceHelper;

/**
 * The endpoint {@code events} if camel-webhook is on the class path, for {@code webhook:pact-channels:events}. Path and public address
 * are then options of the webhook component, and the route processes the HTTP exchange itself. A separate class, since Camel runs
 * without camel-webhook too.
 */
public class PactChannelsWebhookEndpoint extends PactChannelsEndpoint implements WebhookCapableEndpoint {

    private WebhookConfiguration webhook;
    private WebhookRegistrar registrar;

    public PactChannelsWebhookEndpoint(
            String uri, PactChannelsComponent component, String operation, PactChannelsConfiguration configuration) {
        super(uri, component, operation, configuration);
    }

    /** Everything with the right path is from the service. By default, the path is a hash of the URI, and so of the secret in it. */
    @Override
    public Processor createWebhookHandler(Processor next) {
        checkPath();
        EventReceiver receiver = new EventReceiver(this, webhook.computeFullPath(false));
        return new Handler(next, receiver);
    }

    private void checkPath() {
        String secret = getEventOptions().address(getConfiguration()).secret();
        if (webhook.getWebhookPath() != null && !webhook.computeFullPath(false).endsWith("/" + secret)) {
            throw new IllegalArgumentException("events: webhookPath must end with / and the webhookSecret");
        }
    }

    @Override
    public void registerWebhook() throws Exception {
        URI external = URI.create(webhook.computeFullExternalUrl());
        String path = external.getRawPath();
        int segment = path.lastIndexOf('/');
        URI server = URI.create(external.getScheme() + "://" + external.getRawAuthority());
        registrar = new WebhookRegistrar(
                this, new WebhookAddress(path.substring(0, segment), path.substring(segment + 1), server));
        ServiceHelper.startService(registrar);
    }

    /** The address is removed only if {@code unregisterOnStop} is set. */
    @Override
    public void unregisterWebhook() {
        ServiceHelper.stopAndShutdownService(registrar);
    }

    @Override
    public void setWebhookConfiguration(WebhookConfiguration webhookConfiguration) {
        this.webhook = webhookConfiguration;
    }

    @Override
    public List<String> getWebhookMethods() {
        return List.of("POST");
    }

    /** Replaces the request by its event, and after the route by the response. */
    private final class Handler extends DelegateAsyncProcessor {

        private final EventReceiver receiver;

        Handler(Processor next, EventReceiver receiver) {
            super(AsyncProcessorConverterHelper.convert(next));
            this.receiver = receiver;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            WebhookRequest request = new WebhookRequest(exchange);
            ChannelEvent event = receiver.receive(request);
            if (event == null) {
                callback.done(true);
                return true;
            }
            exchange.getMessage().removeHeaders("*");
            EventHeaders.set(exchange.getMessage(), event, getConfiguration().getCompanyId());
            StepResult.setBody(
                    exchange.getMessage(), getConfiguration().getOutputType().of(event));
            return super.process(exchange, sync -> {
                end(exchange, event);
                callback.done(sync);
            });
        }

        private void end(Exchange exchange, ChannelEvent event) {
            boolean completed = exchange.getException() == null;
            try {
                receiver.ended(event, completed);
            } catch (RuntimeException e) {
                exchange.setException(e);
            }
            if (exchange.getException() == null) {
                new WebhookRequest(exchange).respond(200, "OK");
            }
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            ServiceHelper.startService(receiver);
        }

        @Override
        protected void doStop() throws Exception {
            ServiceHelper.stopService(receiver);
            super.doStop();
        }
    }
}
