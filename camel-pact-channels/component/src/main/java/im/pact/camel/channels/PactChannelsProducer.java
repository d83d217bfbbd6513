/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.ProducerHealthChecks.Target;
import im.pact.camel.channels.client.PactChannelsClient;
import im.pact.camel.channels.client.Pages;
import im.pact.camel.channels.client.Pages.Position;
import im.pact.camel.channels.event.WebhookRegistration;
import im.pact.camel.channels.model.ApiList;
import im.pact.camel.channels.model.ApiObject;
import im.pact.camel.channels.model.ChannelResult;
import im.pact.camel.channels.model.CompanyResult;
import im.pact.camel.channels.model.Confirmation;
import im.pact.camel.channels.model.DeliveryJob;
import im.pact.camel.channels.model.RequestedCode;
import im.pact.camel.channels.request.ApiRequest;
import im.pact.camel.channels.request.ConfirmCode;
import im.pact.camel.channels.request.CreateChannel;
import im.pact.camel.channels.request.EnablePage;
import im.pact.camel.channels.request.FirstMessage;
import im.pact.camel.channels.request.Parameter;
import im.pact.camel.channels.request.RequestCode;
import im.pact.camel.channels.request.UpdateChannel;
import im.pact.camel.channels.request.UpdateCompany;
import im.pact.camel.channels.request.UserExists;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.support.DefaultProducer;

/** Performs the operation of the message or the endpoint, and puts the result into the message. */
public class PactChannelsProducer extends DefaultProducer {

    /** The exchange property with the {@link Position} after a page that was listed with listMode=page, for each operation. */
    private static final String LISTING_POSITION = "CamelPactChannelsListingPosition.";

    private volatile PactChannelsClient client;

    /** {@code null} without a message store. Set before the client. */
    private OnceSender onceSender;

    private WritableHealthCheckRepository healthChecks;
    private Target healthTarget;

    public PactChannelsProducer(PactChannelsEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Message message = exchange.getMessage();
        RequestReader reader = getEndpoint().requestReader(message);
        Object result =
                switch (reader.operation()) {
                    case list -> {
                        long companyId = reader.companyId();
                        yield listing(
                                reader,
                                message,
                                (lister, options) -> Pages.ofChannels(
                                        companyId,
                                        page -> lister.listChannels(companyId, page),
                                        options.page(),
                                        options.maxPages()));
                    }
                    case create -> create(reader, message);
                    case update ->
                        client().updateChannel(
                                        reader.companyId(), reader.channelId(), reader.request(UpdateChannel::new));
                    case delete -> client().deleteChannel(reader.companyId(), reader.channelId());
                    case sendFirst -> sendFirst(reader, message);
                    case userExists -> userExists(reader, message);
                    case requestCode -> requestCode(reader, message);
                    case confirm -> confirm(reader, message);
                    case enablePage ->
                        client().enablePage(reader.companyId(), reader.channelId(), reader.request(EnablePage::new));
                    case job -> job(reader, message);
                    case companies ->
                        listing(
                                reader,
                                message,
                                (lister, options) ->
                                        Pages.ofCompanies(lister::listCompanies, options.page(), options.maxPages()));
                    case registerWebhook -> registerWebhook(reader);
                };
        OutputType output = getEndpoint().getConfiguration().getOutputType();
        StepResult.setBody(message, output.of(result));
    }

    private <T extends ApiObject> Object listing(
            RequestReader reader, Message message, BiFunction<PactChannelsClient, ListOptions, Pages<T>> listing)
            throws Exception {
        ListOptions options = reader.listOptions();
        Pages<T> pages = listing.apply(options.mode() == ListMode.stream ? streamClient() : client(), options);
        Object result =
                switch (options.mode()) {
                    case all -> pages.remaining();
                    case page ->
                        nextPage(
                                pages,
                                options.page().pageToken(),
                                LISTING_POSITION + reader.operation(),
                                message.getExchange());
                    case stream -> pages.items();
                };
        // A token of an earlier step would make a loop over the pages endless.
        StepResult.setUnreadHeader(message, PactChannelsConstants.NEXT_PAGE_TOKEN, pages.nextPageToken());
        return result;
    }

    /** With {@code cacheSize(-1)} Camel stops endpoint and producer after each message. The stream is read after that. */
    private PactChannelsClient streamClient() throws Exception {
        boolean isTemporary =
                getEndpoint().getCamelContext().hasEndpoint(getEndpoint().getEndpointUri()) != getEndpoint();
        return isTemporary ? getEndpoint().getComponent().keep(getEndpoint().newClient()) : client();
    }

    /** Continues the listing that an earlier step of the exchange has read up to this token. */
    private static <T extends ApiObject> ApiList<T> nextPage(
            Pages<T> pages, String pageToken, String property, Exchange exchange) {
        Position position = exchange.getProperty(property, Position.class);
        if (position != null && pageToken != null && pageToken.equals(position.nextPageToken())) {
            pages.continueFrom(position);
        }
        ApiList<T> items = pages.next().items();
        pages.check();
        exchange.setProperty(property, pages.position());
        return items;
    }

    private ChannelResult create(RequestReader reader, Message message) throws Exception {
        long companyId = reader.companyId();
        CreateChannel channel = request(reader, CreateChannel::new);
        ChannelResult result = client().createChannel(companyId, channel);
        StepResult.setHeader(message, PactChannelsConstants.CHANNEL_ID, result.channelId());
        StepResult.rewriteHeader(message, PactChannelsConstants.PROVIDER, channel.provider());
        return result;
    }

    private DeliveryJob sendFirst(RequestReader reader, Message message) throws Exception {
        long companyId = reader.companyId();
        long channelId = reader.channelId();
        FirstMessage first = reader.request(FirstMessage::new);
        String key = reader.messageKey();
        DeliveryJob job;
        if (key == null) {
            job = client().sendFirstMessage(companyId, channelId, first);
        } else {
            PactChannelsClient sender = client();
            if (onceSender == null) {
                throw new IllegalArgumentException("sendFirst: messageKey needs a message store: set messageStore");
            }
            OnceSender.Result result = onceSender.send(sender, key, reader.resend(), companyId, channelId, first);
            job = result.job();
            StepResult.setUnreadHeader(message, PactChannelsConstants.DUPLICATE, result.duplicate() ? true : null);
        }
        StepResult.setHeader(message, PactChannelsConstants.JOB_ID, job.jobId());
        setPhone(message, first);
        return withState(job, message);
    }

    private Boolean userExists(RequestReader reader, Message message) throws Exception {
        long companyId = reader.companyId();
        long channelId = reader.channelId();
        UserExists question = reader.request(UserExists::new);
        boolean exists = client().userExists(companyId, channelId, question);
        setPhone(message, question);
        return exists;
    }

    /** The number as it was sent is the same for all notations, so a route can recognize a person by it. */
    private static void setPhone(Message message, ApiRequest request) {
        StepResult.rewriteHeader(
                message, PactChannelsConstants.PHONE, Objects.toString(request.get(Parameter.PHONE), null));
    }

    /** The request of an operation that names the provider. */
    private <R extends ApiRequest> R request(RequestReader reader, Function<ApiRequest.Builder, R> type) {
        R request = reader.request(type);
        getEndpoint().getComponent().providerWarnings().check(request.provider());
        return request;
    }

    private RequestedCode requestCode(RequestReader reader, Message message) throws Exception {
        RequestedCode requested =
                client().requestCode(reader.companyId(), reader.channelId(), request(reader, RequestCode::new));
        StepResult.setUnreadHeader(
                message, PactChannelsConstants.NEXT_STEP, requested.nextStep().name());
        return requested;
    }

    private Confirmation confirm(RequestReader reader, Message message) throws Exception {
        Confirmation confirmation =
                client().confirm(reader.companyId(), reader.channelId(), request(reader, ConfirmCode::new));
        StepResult.setUnreadHeader(
                message,
                PactChannelsConstants.NEXT_STEP,
                confirmation.nextStep().name());
        return confirmation;
    }

    private DeliveryJob job(RequestReader reader, Message message) throws Exception {
        return withState(client().job(reader.companyId(), reader.channelId(), reader.jobId()), message);
    }

    /** Sends nothing if the company has this address already: for each change the service sends a test event there. */
    private CompanyResult registerWebhook(RequestReader reader) throws Exception {
        long companyId = reader.companyId();
        UpdateCompany changes = reader.request(UpdateCompany::new);
        return WebhookRegistration.register(client(), companyId, changes);
    }

    private static DeliveryJob withState(DeliveryJob job, Message message) {
        StepResult.setUnreadHeader(message, PactChannelsConstants.JOB_STATE, job.state());
        StepResult.setUnreadHeader(
                message, PactChannelsConstants.JOB_RESULT, DeliveryJob.isResult(job.result()) ? job.result() : null);
        StepResult.setUnreadHeader(message, PactChannelsConstants.JOB_REASON, job.reason());
        return job;
    }

    private PactChannelsClient client() throws Exception {
        if (client == null) {
            lock.lock();
            try {
                if (client == null) {
                    onceSender = getEndpoint().startMessageStore()
                            ? new OnceSender(getEndpoint().getConfiguration())
                            : null;
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

    /**
     * If the application has health checks for producers, and the company is known. By default not for an endpoint that Camel has
     * created after the start, for {@code toD} for example: a single company that is gone would make the application not ready, and
     * each of many companies would cost a request.
     */
    private void addHealthCheck() throws Exception {
        CamelContext context = getEndpoint().getCamelContext();
        PactChannelsComponent component = getEndpoint().getComponent();
        boolean checked = component.isHealthCheckDynamicEnabled()
                || context.getEndpointRegistry().isStatic(getEndpoint().getEndpointUri());
        healthChecks =
                HealthCheckHelper.getHealthCheckRepository(context, "producers", WritableHealthCheckRepository.class);
        Target target = Target.of(getEndpoint().getConfiguration());
        if (healthChecks != null && target.companyId() != null && checked) {
            PactChannelsHealthCheck check = new PactChannelsHealthCheck(getEndpoint());
            if (!component.producerHealthChecks().add(healthChecks, target, check)) {
                check.close();
            }
            healthTarget = target;
        }
    }

    private void removeHealthCheck() {
        if (healthTarget != null) {
            ProducerHealthChecks checks = getEndpoint().getComponent().producerHealthChecks();
            if (checks.remove(healthChecks, healthTarget) instanceof PactChannelsHealthCheck check) {
                check.close();
            }
            healthTarget = null;
        }
    }

    @Override
    protected void doStop() throws Exception {
        removeHealthCheck();
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
