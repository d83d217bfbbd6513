/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

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

    ApiResponse create(ApiRequest request) {
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
        long id = state.nextChannelId();
        company.add(id, provider, initialState(provider, parameters), parameters.asMap());
        return choosesPage(provider) ? pages.created(id, request) : ApiResponse.created(id);
    }

    private ChannelState initialState(String provider, Parameters parameters) {
        boolean unscanned = ProviderChecks.byQrCode(provider, parameters) && !state.rules.qrCodesScannedAtOnce();
        return unscanned || ProviderChecks.byCode(provider, parameters) || choosesPage(provider)
                ? ChannelState.WAITING
                : ChannelState.ENABLED;
    }

    private boolean choosesPage(String provider) {
        return provider.equals(ProviderChecks.INSTAGRAM_BUSINESS)
                && !state.rules.instagramPages().isEmpty();
    }
}
