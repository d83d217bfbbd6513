/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.client.ChannelPages;
import im.pact.camel.channels.client.PactChannelsClient;
import im.pact.camel.channels.model.ChannelResult;
import im.pact.camel.channels.model.Confirmation;
import im.pact.camel.channels.model.DeliveryJob;
import im.pact.camel.channels.model.RequestedCode;
import im.pact.camel.channels.request.ConfirmCode;
import im.pact.camel.channels.request.CreateChannel;
import im.pact.camel.channels.request.FirstMessage;
import im.pact.camel.channels.request.Parameter;
import im.pact.camel.channels.request.RequestCode;
import im.pact.camel.channels.request.UpdateChannel;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.support.DefaultProducer;

/** Does the operation that the message or the endpoint names, and puts the result into the message. */
public class PactChannelsProducer extends DefaultProducer {

    private volatile PactChannelsClient client;
    private WritableHealthCheckRepository healthChecks;
    private PactChannelsHealthCheck healthCheck;

    public PactChannelsProducer(PactChannelsEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Message message = exchange.getMessage();
        PactChannelsParameters parameters = new PactChannelsParameters(getEndpoint(), message);
        Object result =
                switch (parameters.operation()) {
                    case list -> list(parameters, message);
                    case create -> create(parameters, message);
                    case update -> update(parameters);
                    case delete -> client().deleteChannel(parameters.companyId(), parameters.channelId());
                    case sendFirst -> sendFirst(parameters, message);
                    case userExists -> userExists(parameters);
                    case requestCode -> requestCode(parameters, message);
                    case confirm -> confirm(parameters, message);
                    case job -> job(parameters, message);
                };
        OutputType output = getEndpoint().getConfiguration().getOutputType();
        MessageParameters.setResult(message, output.of(result));
    }

    private Object list(PactChannelsParameters parameters, Message message) throws Exception {
        ChannelPages pages = getEndpoint().newListing(client()::listChannels, parameters);
        Object result =
                switch (parameters.listMode()) {
                    case all -> pages.remaining();
                    case page -> pages.next().channels();
                    case stream -> pages.channels();
                };
        // A token that is left from before would send a loop over the pages round in circles.
        set(message, PactChannelsConstants.NEXT_PAGE_TOKEN, pages.nextPageToken());
        return result;
    }

    private ChannelResult create(PactChannelsParameters parameters, Message message) throws Exception {
        CreateChannel channel = new CreateChannel(parameters.request());
        ChannelResult result = client().createChannel(parameters.companyId(), channel);
        set(message, PactChannelsConstants.CHANNEL_ID, result.channelId());
        set(message, PactChannelsConstants.PROVIDER, channel.provider());
        return result;
    }

    private ChannelResult update(PactChannelsParameters parameters) throws Exception {
        UpdateChannel changes = new UpdateChannel(parameters.request());
        return client().updateChannel(parameters.companyId(), parameters.channelId(), changes);
    }

    private DeliveryJob sendFirst(PactChannelsParameters parameters, Message message) throws Exception {
        FirstMessage first = new FirstMessage(parameters.request());
        DeliveryJob job = client().sendFirstMessage(parameters.companyId(), parameters.channelId(), first);
        set(message, PactChannelsConstants.JOB_ID, job.jobId());
        return withState(job, message);
    }

    private Boolean userExists(PactChannelsParameters parameters) throws Exception {
        Object phone = parameters.request().get(Parameter.PHONE.apiName());
        return client().userExists(
                        parameters.companyId(), parameters.channelId(), phone == null ? null : phone.toString());
    }

    private RequestedCode requestCode(PactChannelsParameters parameters, Message message) throws Exception {
        RequestCode request = new RequestCode(parameters.request());
        RequestedCode requested = client().requestCode(parameters.companyId(), parameters.channelId(), request);
        set(message, PactChannelsConstants.NEXT_STEP, requested.nextStep().name());
        return requested;
    }

    private Confirmation confirm(PactChannelsParameters parameters, Message message) throws Exception {
        ConfirmCode code = new ConfirmCode(parameters.request());
        Confirmation confirmation = client().confirm(parameters.companyId(), parameters.channelId(), code);
        set(message, PactChannelsConstants.NEXT_STEP, confirmation.nextStep().name());
        return confirmation;
    }

    private DeliveryJob job(PactChannelsParameters parameters, Message message) throws Exception {
        return withState(client().job(parameters.companyId(), parameters.channelId(), parameters.jobId()), message);
    }

    private static DeliveryJob withState(DeliveryJob job, Message message) {
        set(message, PactChannelsConstants.JOB_STATE, job.state());
        set(message, PactChannelsConstants.JOB_RESULT, job.result());
        return job;
    }

    /** What there is no value for is removed: it would be one of an earlier step. */
    private static void set(Message message, String header, Object value) {
        if (value == null) {
            message.removeHeader(header);
        } else {
            message.setHeader(header, value);
        }
    }

    private PactChannelsClient client() throws Exception {
        if (client == null) {
            lock.lock();
            try {
                if (client == null) {
                    client = getEndpoint().newClient();
                }
            } finally {
                lock.unlock();
            }
        }
        return client;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (!getEndpoint().isSkipped()) {
            client();
            addHealthCheck();
        }
    }

    /** Where the application has health checks for producers, and it is known which company to ask about. */
    private void addHealthCheck() throws Exception {
        healthChecks = HealthCheckHelper.getHealthCheckRepository(
                getEndpoint().getCamelContext(), "producers", WritableHealthCheckRepository.class);
        if (healthChecks != null && getEndpoint().getConfiguration().getCompanyId() != null) {
            healthCheck = new PactChannelsHealthCheck(getEndpoint());
            healthChecks.addHealthCheck(healthCheck);
        }
    }

    @Override
    protected void doStop() throws Exception {
        if (healthCheck != null) {
            healthChecks.removeHealthCheck(healthCheck);
            healthCheck.close();
            healthCheck = null;
        }
        if (client != null) {
            client.close();
            client = null;
        }
        super.doStop();
    }

    @Override
    public PactChannelsEndpoint getEndpoint() {
        return (PactChannelsEndpoint) super.getEndpoint();
    }
}
