/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The changes in the life of a channel, from created to deleted, with the events that they cause. The caller holds the
 * monitor of the company.
 */
final class ChannelLife {

    /** Providers whose account is on a phone: their history is loaded after connecting. */
    private static final List<String> ON_PHONE =
            List.of(ProviderChecks.WHATSAPP, ProviderChecks.TELEGRAM_PERSONAL, ProviderChecks.MAX);

    private final SandboxRules rules;
    private final WebhookRules webhookRules;
    private final WebhookEvents events;
    private final WebhookDeliveries deliveries;

    ChannelLife(SandboxRules rules, WebhookRules webhookRules, WebhookEvents events, WebhookDeliveries deliveries) {
        this.rules = rules;
        this.webhookRules = webhookRules;
        this.events = events;
        this.deliveries = deliveries;
    }

    /** The channel is created. The result completes when its QR code, if there is one, was sent once. */
    CompletableFuture<Void> created(StoredChannel channel) {
        channel.createdAt = rules.clock().instant();
        events.created(channel);
        return waitsForScan(channel) ? issueQrCode(channel) : WebhookEvents.NOT_SENT;
    }

    /** Issues a QR code, and the next one after an interval, until it is scanned or the channel is deleted. */
    CompletableFuture<Void> issueQrCode(StoredChannel channel) {
        stopQrCodes(channel);
        int number = ++channel.qrCodes;
        channel.qrText = "sandbox," + channel.id + "," + number;
        CompletableFuture<Void> sent = events.qrCode(channel);
        if (number == 1 && rules.qrCodesScannedAtOnce()) {
            connected(channel);
            return sent;
        }
        if (number == 1 && webhookRules.qrScannedAfter != null) {
            deliveries.schedule(() -> scanIfWaiting(channel), webhookRules.qrScannedAfter);
        }
        channel.nextQrCode = deliveries.schedule(() -> nextQrCode(channel, number), webhookRules.qrInterval);
        return sent;
    }

    private void nextQrCode(StoredChannel channel, int number) {
        synchronized (channel.company) {
            // The code may have been scanned, or replaced, after this task was started.
            if (waitsForScan(channel) && channel.qrCodes == number) {
                issueQrCode(channel);
            }
        }
    }

    private void scanIfWaiting(StoredChannel channel) {
        synchronized (channel.company) {
            if (waitsForScan(channel)) {
                connected(channel);
            }
        }
    }

    static boolean waitsForScan(StoredChannel channel) {
        return channel.state == ChannelState.WAITING && ProviderChecks.byQrCode(channel);
    }

    private static void stopQrCodes(StoredChannel channel) {
        channel.qrText = null;
        if (channel.nextQrCode != null) {
            channel.nextQrCode.cancel(false);
            channel.nextQrCode = null;
        }
    }

    /** The QR code is scanned, the code entered or confirmed, or the page chosen. */
    void connected(StoredChannel channel) {
        stopQrCodes(channel);
        channel.state = ChannelState.ENABLED;
        events.connected(channel);
        if (ON_PHONE.contains(channel.provider)) {
            synchronizedHistory(channel);
        }
    }

    /** The history is loaded, after connecting or resuming. */
    void synchronizedHistory(StoredChannel channel) {
        channel.state = ChannelState.ENABLED;
        events.system(channel, "synchronized", "critical");
    }

    void phoneOffline(StoredChannel channel) {
        channel.state = ChannelState.OFFLINE;
        events.system(channel, "phone offline", "critical");
    }

    void phoneOnline(StoredChannel channel) {
        channel.state = ChannelState.ENABLED;
        events.system(channel, "phone online", "critical");
    }

    /** Another session takes over. */
    void conflict(StoredChannel channel) {
        channel.state = ChannelState.OFFLINE;
        events.system(channel, "unavailable", "critical");
    }

    /** The service tries to take the session back; whether it succeeds is another event. */
    void resuming(StoredChannel channel) {
        channel.state = ChannelState.OFFLINE;
        events.system(channel, "trying_resume_work", "critical");
    }

    /** The user logs out in the app. A channel that is connected by a QR code gets a new one. */
    void loggedOut(StoredChannel channel) {
        channel.state = ChannelState.WAITING;
        events.loggedOut(channel);
        if (waitsForScan(channel)) {
            issueQrCode(channel);
        }
    }

    /** To be called after the state of the channel is changed. */
    void deleted(StoredChannel channel) {
        stopQrCodes(channel);
        events.deleted(channel);
    }
}
