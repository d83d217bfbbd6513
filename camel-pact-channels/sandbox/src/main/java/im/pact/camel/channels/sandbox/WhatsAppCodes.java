/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

/**
 * The code of a WhatsApp channel that was created by phone. The code is in the response; the user types it into
 * WhatsApp, so there is no {@code confirm}.
 */
final class WhatsAppCodes {

    private final SandboxState state;

    WhatsAppCodes(SandboxState state) {
        this.state = state;
    }

    /** The envelope differs from all others: it has neither {@code status} nor {@code result}. */
    ApiResponse request(StoredChannel channel) {
        String code = state.sendCode(channel, CodeKind.LETTERS);
        state.events.code(channel, code);
        if (state.rules.qrCodesScannedAtOnce()) {
            enter(channel);
        } else if (state.webhookRules.qrScannedAfter != null) {
            state.deliveries.schedule(() -> enterLater(channel), state.webhookRules.qrScannedAfter);
        }
        return ApiResponse.flat(
                "sessionId",
                Long.toString(state.nextSessionId()),
                "code",
                code,
                "ttl",
                state.rules.validityOf(CodeKind.LETTERS).toSeconds() + "s");
    }

    private void enterLater(StoredChannel channel) {
        synchronized (channel.company) {
            enter(channel);
        }
    }

    /** The user enters the code; it enables the channel unless it is expired. */
    boolean enter(StoredChannel channel) {
        boolean valid = channel.state == ChannelState.WAITING
                && channel.code != null
                && channel.code.isValidAt(state.rules.clock().instant());
        if (valid) {
            channel.code = null;
            state.life.connected(channel);
        }
        return valid;
    }
}
