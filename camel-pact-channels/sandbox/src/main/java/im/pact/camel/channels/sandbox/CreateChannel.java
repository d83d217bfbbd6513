/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * "Create new channel".
 *
 * <p>No status is published for a second channel of the same provider: 400 is our guess.
 */
final class CreateChannel {

    private final SandboxState state;
    private final InstagramPages pages;

    CreateChannel(SandboxState state) {
        this.state = state;
        this.pages = new InstagramPages(state);
    }

    /** Takes the monitor of the company itself: the QR code may have to be delivered before the response. */
    ApiResponse create(ApiRequest request) {
        StoredChannel channel;
        CompletableFuture<Void> qrCode;
        synchronized (request.company()) {
            channel = add(request);
            qrCode = state.life.created(channel);
        }
        if (state.webhookRules.qrBeforeResponse) {
            await(qrCode);
        }
        return choosesPage(channel.provider) ? pages.created(channel.id, request) : ApiResponse.created(channel.id);
    }

    private static void await(CompletableFuture<Void> attempt) {
        try {
            attempt.get(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The QR code was not sent", e);
        }
    }

    private StoredChannel add(ApiRequest request) {
        SandboxRules rules = state.rules;
        Company company = request.company();
        Parameters parameters = request.parameters();
        if (rules.mustPay(company.id)) {
            throw ApiError.paymentRequired();
        }
        String provider = parameters.requiredString("provider");
        if (!rules.allowsProvider(provider)) {
            throw ApiError.invalidParameter(
                    "provider", "must be one of " + String.join(", ", ProviderChecks.KNOWN) + ", not " + provider);
        }
        ProviderChecks.onCreate(provider, parameters, rules.clock());
        if (rules.oneChannelPerProvider() && company.hasActive(provider)) {
            throw ApiError.badRequest(
                    "already_connected", "The company already has a channel of the provider " + provider);
        }
        return company.add(state.nextChannelId(), provider, initialState(provider, parameters), parameters.asMap());
    }

    private ChannelState initialState(String provider, Parameters parameters) {
        return ProviderChecks.byQrCode(provider, parameters)
                        || ProviderChecks.byCode(provider, parameters)
                        || choosesPage(provider)
                ? ChannelState.WAITING
                : ChannelState.ENABLED;
    }

    private boolean choosesPage(String provider) {
        return provider.equals(ProviderChecks.INSTAGRAM_BUSINESS)
                && !state.rules.instagramPages().isEmpty();
    }
}
