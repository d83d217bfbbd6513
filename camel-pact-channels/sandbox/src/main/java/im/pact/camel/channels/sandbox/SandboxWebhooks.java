/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * The events that the sandbox sends to the URL of a company: switches for the ways in which servers behave, hooks that
 * simulate phones and users, and a log of all deliveries.
 *
 * <pre>{@code
 * sandbox.webhooks().url(PactChannelsSandbox.COMPANY_ID, "http://127.0.0.1:8080/secret");
 * long channel = ...; // created by a client: its QR code is sent immediately
 * sandbox.scanQrCode(channel); // sends "authorized" and "synchronized"
 * sandbox.webhooks().phoneOffline(channel);
 * sandbox.webhooks().awaitFinished(Duration.ofSeconds(5));
 * }</pre>
 *
 * <p>Only a response with status 200 accepts an event. Others are repeated, as by the service: 10 times for
 * a {@code webhook_url}, 5 times for a webhook of the second version, 60 seconds apart; then they are dropped. A switch
 * applies to the events after it. {@link PactChannelsSandbox#reset()} restores the initial switches and ends all
 * deliveries. All methods are thread-safe.
 */
public final class SandboxWebhooks {

    private final SandboxState state;
    private final WebhookRules rules;
    private final WebhookDeliveries deliveries;

    SandboxWebhooks(SandboxState state, WebhookRules rules, WebhookDeliveries deliveries) {
        this.state = state;
        this.rules = rules;
        this.deliveries = deliveries;
    }

    /** Time between an attempt that failed and the next one. Default: 60 seconds. */
    public SandboxWebhooks repeatDelay(Duration value) {
        rules.repeatDelay = value;
        return this;
    }

    /** Time limit of an attempt. That of the service is not published. Default: 10 seconds. */
    public SandboxWebhooks timeout(Duration value) {
        rules.timeout = value;
        return this;
    }

    /**
     * Number of events that can be delivered at the same time. Default: 1, so events arrive in order; see also
     * {@link #shuffle}.
     */
    public SandboxWebhooks threads(int value) {
        deliveries.threads(value);
        return this;
    }

    /**
     * Whether a URL is stored although it does not respond to the test request with 200. Default: false; the registration is
     * rejected with 400.
     */
    public SandboxWebhooks storeUrlWhenProbeFails(boolean value) {
        rules.storeUrlWhenProbeFails = value;
        return this;
    }

    /** Sends every n-th event twice: 1 for all events, 20 for 5 percent. Default: 0, none. */
    public SandboxWebhooks duplicateEvery(int value) {
        rules.duplicateEvery = value;
        return this;
    }

    /**
     * Sends events in groups of this size, each in another order. A group that is not complete is sent half a second
     * after its first event. Default: 1, in order.
     */
    public SandboxWebhooks shuffle(int value) {
        rules.shuffle = value;
        return this;
    }

    /** Whether the {@code webhook_url} also receives the events of the second version. Default: false. */
    public SandboxWebhooks v2Twins(boolean value) {
        rules.v2Twins = value;
        return this;
    }

    /** Whether the data of a QR code begins with {@code data:image/png;base64,}. Default: true. */
    public SandboxWebhooks qrDataPrefix(boolean value) {
        rules.qrDataPrefix = value;
        return this;
    }

    /** Time until a QR code that is not scanned is replaced by a new one. Default: 20 seconds. */
    public SandboxWebhooks qrInterval(Duration value) {
        rules.qrInterval = value;
        return this;
    }

    /** Whether the QR code is sent before the response to create, which waits for its first attempt. Default: false. */
    public SandboxWebhooks qrBeforeResponse(boolean value) {
        rules.qrBeforeResponse = value;
        return this;
    }

    /**
     * Time after which the first QR code of each channel is scanned, and each code for WhatsApp entered, without a hook.
     * Default: never; see also {@link SandboxRules#qrCodesScannedAtOnce}.
     */
    public SandboxWebhooks qrScannedAfter(Duration value) {
        rules.qrScannedAfter = value;
        return this;
    }

    /**
     * Time after which each job is finished without a hook, as {@link SandboxRules#deliver} decides. Default: jobs are
     * finished by requests only; see {@link SandboxRules#pollsUntilDelivered}.
     */
    public SandboxWebhooks jobsFinishedAfter(Duration value) {
        rules.jobsFinishedAfter = value;
        return this;
    }

    /** Whether each event comes with another one of an unknown type. Default: false. */
    public SandboxWebhooks unknownTypes(boolean value) {
        rules.unknownTypes = value;
        return this;
    }

    /** Whether events have fields that are not documented. Default: false. */
    public SandboxWebhooks extraFields(boolean value) {
        rules.extraFields = value;
        return this;
    }

    /** Whether state events have {@code timestamp} and {@code date_timestamp}. Default: true. */
    public SandboxWebhooks timestamps(boolean value) {
        rules.timestamps = value;
        return this;
    }

    /** Whether the reason of a job that failed is next to {@code data} instead of inside. Default: false. */
    public SandboxWebhooks reasonAtTopLevel(boolean value) {
        rules.reasonAtTopLevel = value;
        return this;
    }

    /** Whether {@code external_public_id} is a number, as in the document's sample. Default: false, a text. */
    public SandboxWebhooks integerPublicIds(boolean value) {
        rules.integerPublicIds = value;
        return this;
    }

    /** A listener that is called after each attempt, test requests included. */
    public SandboxWebhooks onAttempt(Consumer<WebhookDelivery> listener) {
        rules.listener = listener;
        return this;
    }

    /** The {@code webhook_url} of a company, or null. */
    public String url(long companyId) {
        Company company = company(companyId);
        synchronized (company) {
            return company.webhookUrl == null ? null : company.webhookUrl.toString();
        }
    }

    /**
     * Sets the {@code webhook_url} of a company without a test request, as a user can do in the web application; null
     * removes it.
     */
    public SandboxWebhooks url(long companyId, String url) {
        URI parsed = url == null ? null : WebhookProbe.parse(url);
        if (url != null && parsed == null) {
            throw new IllegalArgumentException("Not a URL with http or https: " + url);
        }
        Company company = company(companyId);
        synchronized (company) {
            company.webhookUrl = parsed;
        }
        return this;
    }

    /**
     * Scans the QR code of a channel: the channel is connected. Sends {@code authorized}, then {@code synchronized}.
     *
     * @throws IllegalStateException if there is no such channel, or it does not wait for a scan
     */
    public void scanQrCode(long channelId) {
        withChannel(channelId, channel -> {
            requireWaiting(channel);
            state.life.connected(channel);
        });
    }

    /**
     * Types the code of a WhatsApp channel into WhatsApp: the channel is connected. Sends {@code authorized}, then
     * {@code synchronized}.
     *
     * @throws IllegalStateException if there is no such channel, or it has no valid code
     */
    public void enterWhatsAppCode(long channelId) {
        WhatsAppCodes codes = new WhatsAppCodes(state);
        withChannel(channelId, channel -> {
            if (!channel.provider.equals(ProviderChecks.WHATSAPP) || !codes.enter(channel)) {
                throw new IllegalStateException("Channel " + channelId + " has no valid code for WhatsApp");
            }
        });
    }

    /**
     * Sends the next QR code now.
     *
     * @throws IllegalStateException if there is no such channel, or it does not wait for a scan
     */
    public void newQrCode(long channelId) {
        withChannel(channelId, channel -> {
            requireWaiting(channel);
            state.life.issueQrCode(channel);
        });
    }

    /** The text in the current QR code of a channel, or null if it does not wait for a scan. */
    public String qrText(long channelId) {
        String[] text = new String[1];
        withChannel(channelId, channel -> text[0] = channel.qrText);
        return text[0];
    }

    /** The phone of a connected channel cannot be reached. Sends {@code phone offline}. */
    public void phoneOffline(long channelId) {
        withConnected(channelId, state.life::phoneOffline);
    }

    /** The phone of a connected channel is reached again. Sends {@code phone online}. */
    public void phoneOnline(long channelId) {
        withConnected(channelId, state.life::phoneOnline);
    }

    /** Another session takes over a connected channel. Sends {@code unavailable}. */
    public void conflict(long channelId) {
        withConnected(channelId, state.life::conflict);
    }

    /**
     * The service tries to take the session back. Sends {@code trying_resume_work}. The channel works again after
     * {@link #phoneOnline} or {@link #synchronizeHistory}.
     */
    public void resume(long channelId) {
        withConnected(channelId, state.life::resuming);
    }

    /** The history of a connected channel is loaded. Sends {@code synchronized}. */
    public void synchronizeHistory(long channelId) {
        withConnected(channelId, state.life::synchronizedHistory);
    }

    /**
     * The user of a connected channel logs out in the app. Sends {@code disabled}, then a new QR code if the channel is
     * connected by one.
     */
    public void logOut(long channelId) {
        withConnected(channelId, state.life::loggedOut);
    }

    /** Finishes a job: its message is delivered. Sends {@code job/executed}. */
    public void jobDelivered(long jobId) {
        withJob(jobId, Job::deliver);
    }

    /** Finishes a job: its message is not delivered. Sends {@code job/executed} with the reason. */
    public void jobNotDelivered(long jobId, String reason) {
        withJob(jobId, job -> job.fail(reason));
    }

    /**
     * A message from a phone. Sends {@code message/new}, and {@code conversation/new} before if it is the first contact.
     *
     * @return the id of the message
     */
    public long incomingMessage(long channelId, String phone, String text) {
        long messageId = state.nextMessageId();
        withConnected(channelId, channel -> {
            Long known = channel.conversations.get(phone);
            long conversationId = known == null ? state.nextConversationId() : known;
            if (known == null) {
                channel.conversations.put(phone, conversationId);
                state.events.conversation(channel, conversationId, phone);
            }
            state.events.incomingMessage(channel, conversationId, messageId, phone, text);
        });
        return messageId;
    }

    /**
     * Sends a text as it is, also if it is not JSON, to the {@code webhook_url} of a company.
     *
     * @throws IllegalStateException if there is no such company, or it has no {@code webhook_url}
     */
    public void sendEvent(long companyId, String json) {
        Company company = company(companyId);
        synchronized (company) {
            if (company.webhookUrl == null) {
                throw new IllegalStateException("Company " + companyId + " has no webhook_url");
            }
            state.events.raw(company, json);
        }
    }

    /** The test requests that were sent, oldest first. */
    public List<WebhookDelivery> probes() {
        return deliveries.probes.deliveries();
    }

    /** The events that were accepted, in the order of the responses; see {@link PactChannelsSandbox.Builder#eventLog}. */
    public List<WebhookDelivery> delivered() {
        return deliveries.delivered.deliveries();
    }

    /** The events that were given up, oldest first; see {@link PactChannelsSandbox.Builder#eventLog}. */
    public List<WebhookDelivery> dropped() {
        return deliveries.dropped.deliveries();
    }

    /** The number of events that were accepted, logged or not. */
    public long deliveredCount() {
        return deliveries.delivered.count();
    }

    /** The number of events that were given up, logged or not. */
    public long droppedCount() {
        return deliveries.dropped.count();
    }

    /** The number of events that wait for an attempt, a response or a repeat. */
    public int unfinished() {
        return deliveries.unfinished();
    }

    /**
     * Waits until each event sent so far is delivered or dropped. QR codes that will be sent after an interval do not
     * count.
     *
     * @throws IllegalStateException if it takes longer than the timeout
     */
    public void awaitFinished(Duration timeout) throws InterruptedException {
        if (!deliveries.awaitFinished(timeout)) {
            throw new IllegalStateException(
                    unfinished() + " events are neither delivered nor dropped after " + timeout.toMillis() + " ms");
        }
    }

    private Company company(long companyId) {
        Company company = state.company(companyId);
        if (company == null) {
            throw new IllegalStateException("There is no company " + companyId);
        }
        return company;
    }

    private static void requireWaiting(StoredChannel channel) {
        if (!ChannelLife.waitsForScan(channel)) {
            throw new IllegalStateException("Channel " + channel.id + " does not wait for a scan of its QR code");
        }
    }

    private void withConnected(long channelId, Consumer<StoredChannel> action) {
        withChannel(channelId, channel -> {
            if (channel.state != ChannelState.ENABLED && channel.state != ChannelState.OFFLINE) {
                throw new IllegalStateException("Channel " + channelId + " is not connected");
            }
            action.accept(channel);
        });
    }

    private void withChannel(long channelId, Consumer<StoredChannel> action) {
        boolean found = state.withChannel(channelId, channel -> {
                    action.accept(channel);
                    return true;
                })
                .isPresent();
        if (!found) {
            throw new IllegalStateException("There is no channel " + channelId);
        }
    }

    private void withJob(long jobId, Consumer<Job> action) {
        for (Company company : state.companies()) {
            synchronized (company) {
                Job job = company.jobs.get(jobId);
                if (job != null) {
                    action.accept(job);
                    return;
                }
            }
        }
        throw new IllegalStateException("There is no job " + jobId);
    }
}
