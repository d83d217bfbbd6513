/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

/** "Request code" and "Confirm code": sees to it that the provider named is the channel's, and hands over. */
final class Codes {

    private final TelegramCodes telegram;
    private final InstagramCodes instagram;

    Codes(SandboxState state) {
        this.telegram = new TelegramCodes(state);
        this.instagram = new InstagramCodes(state);
    }

    Answer request(Call call) {
        ChannelLife channel = channel(call);
        return channel.provider.equals(ProviderChecks.INSTAGRAM)
                ? instagram.request(channel, call.parameters())
                : telegram.request(channel);
    }

    Answer confirm(Call call) {
        ChannelLife channel = channel(call);
        return channel.provider.equals(ProviderChecks.INSTAGRAM)
                ? instagram.confirm(channel, call.parameters())
                : telegram.confirm(channel, call.parameters());
    }

    private static ChannelLife channel(Call call) {
        ChannelLife channel = call.channel();
        String provider = call.parameters().requiredString("provider");
        if (!provider.equals(ProviderChecks.TELEGRAM_PERSONAL) && !provider.equals(ProviderChecks.INSTAGRAM)) {
            throw Refusal.badParameter("provider", "must be telegram_personal or instagram");
        }
        if (!provider.equals(channel.provider)) {
            throw Refusal.badParameter("provider", "must be that of the channel, which is " + channel.provider);
        }
        if (channel.state == ChannelState.DISABLED) {
            throw Refusal.badRequest("channel_disabled", "The channel was deleted");
        }
        return channel;
    }
}
