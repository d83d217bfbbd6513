/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.List;

/** "Request code" and "Confirm code": checks common to all providers, then delegates to the provider's class. */
final class Codes {

    private static final List<String> PROVIDERS =
            List.of(ProviderChecks.TELEGRAM_PERSONAL, ProviderChecks.WHATSAPP, ProviderChecks.INSTAGRAM);

    private final TelegramCodes telegram;
    private final WhatsAppCodes whatsApp;
    private final InstagramCodes instagram;

    Codes(SandboxState state) {
        this.telegram = new TelegramCodes(state);
        this.whatsApp = new WhatsAppCodes(state);
        this.instagram = new InstagramCodes(state);
    }

    ApiResponse request(ApiRequest request) {
        StoredChannel channel = channel(request);
        if (ProviderChecks.byQrCode(channel)) {
            throw ApiError.badRequest(
                    "no_phone", "The channel was created by QR code and has no phone to send a code to");
        }
        return switch (channel.provider) {
            case ProviderChecks.INSTAGRAM -> instagram.request(channel, request.parameters());
            case ProviderChecks.WHATSAPP -> whatsApp.request(channel);
            default -> telegram.request(channel);
        };
    }

    ApiResponse confirm(ApiRequest request) {
        StoredChannel channel = channel(request);
        return switch (channel.provider) {
            case ProviderChecks.INSTAGRAM -> instagram.confirm(channel, request.parameters());
            case ProviderChecks.WHATSAPP ->
                throw ApiError.badRequest(
                        "no_confirm", "The code of a WhatsApp channel is entered in WhatsApp, not confirmed");
            default -> telegram.confirm(channel, request.parameters());
        };
    }

    private static StoredChannel channel(ApiRequest request) {
        StoredChannel channel = request.channel();
        String provider = request.parameters().requiredString("provider");
        if (!PROVIDERS.contains(provider)) {
            throw ApiError.invalidParameter("provider", "must be one of " + String.join(", ", PROVIDERS));
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
