/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

/** "Request code" and "Confirm code": checks that the provider is the channel's, then delegates to its class. */
final class Codes {

    private final TelegramCodes telegram;
    private final InstagramCodes instagram;

    Codes(SandboxState state) {
        this.telegram = new TelegramCodes(state);
        this.instagram = new InstagramCodes(state);
    }

    ApiResponse request(ApiRequest request) {
        StoredChannel channel = channel(request);
        return channel.provider.equals(ProviderChecks.INSTAGRAM)
                ? instagram.request(channel, request.parameters())
                : telegram.request(channel);
    }

    ApiResponse confirm(ApiRequest request) {
        StoredChannel channel = channel(request);
        return channel.provider.equals(ProviderChecks.INSTAGRAM)
                ? instagram.confirm(channel, request.parameters())
                : telegram.confirm(channel, request.parameters());
    }

    private static StoredChannel channel(ApiRequest request) {
        StoredChannel channel = request.channel();
        String provider = request.parameters().requiredString("provider");
        if (!provider.equals(ProviderChecks.TELEGRAM_PERSONAL) && !provider.equals(ProviderChecks.INSTAGRAM)) {
            throw ApiError.invalidParameter("provider", "must be telegram_personal or instagram");
        }
        if (!provider.equals(channel.provider)) {
            throw ApiError.invalidParameter(
                    "provider", "must be the provider of the channel, which is " + channel.provider);
        }
        if (channel.state == ChannelState.DISABLED) {
            throw ApiError.badRequest("channel_disabled", "The channel is deleted");
        }
        return channel;
    }
}
