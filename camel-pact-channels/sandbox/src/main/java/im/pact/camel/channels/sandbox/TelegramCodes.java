/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.regex.Pattern;

/** "Request code (telegram personal)" and "Confirm code (telegram personal)". */
final class TelegramCodes {

    /**
     * What confirm says to the right code of an account that also has a password. Nobody published it; the document knows
     * only {@code "state": "enabled"}, so this is our guess, and this is the only place that makes it.
     */
    private static final String PASSWORD_REQUIRED = "password_required";

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private final SandboxState state;

    TelegramCodes(SandboxState state) {
        this.state = state;
    }

    Answer request(ChannelLife channel) {
        if (ProviderChecks.byQrCode(channel.provider, Parameters.of(channel.parameters))) {
            throw Refusal.badRequest(
                    "no_phone", "The channel was created by QR code and has no phone to send a code to");
        }
        channel.passwordAwaited = false;
        String code = state.sendCode(channel);
        return Answers.flat(
                "code_length",
                code.length(),
                "code_type",
                "app",
                "expires_in",
                state.rules.codesValidFor().toSeconds(),
                "next_type",
                "app",
                "session_id",
                state.nextSessionId(),
                "status",
                "ok");
    }

    Answer confirm(ChannelLife channel, Parameters parameters) {
        String type = parameters.requiredString("confirmation_type");
        return switch (type) {
            case "code" -> confirmCode(channel, parameters);
            case "password" -> confirmPassword(channel, parameters);
            default -> throw Refusal.badParameter("confirmation_type", "must be code or password");
        };
    }

    private Answer confirmCode(ChannelLife channel, Parameters parameters) {
        String given = parameters.text("code");
        if (given == null || !DIGITS.matcher(given).matches()) {
            throw Refusal.badParameter("code", "must be a Number");
        }
        state.checkCode(channel, given);
        if (state.rules.telegramPassword(channel.text("phone")) != null) {
            channel.passwordAwaited = true;
            return Answers.flat("result", "ok", "state", PASSWORD_REQUIRED);
        }
        return enabled(channel);
    }

    private Answer confirmPassword(ChannelLife channel, Parameters parameters) {
        String given = parameters.requiredString("password");
        if (!channel.passwordAwaited) {
            throw Refusal.badRequest(
                    "no_password_awaited", "Confirm the code first, if the account has a password at all");
        }
        if (!given.equals(state.rules.telegramPassword(channel.text("phone")))) {
            throw Refusal.badRequest("wrong_password", "The password is wrong");
        }
        channel.passwordAwaited = false;
        return enabled(channel);
    }

    private static Answer enabled(ChannelLife channel) {
        channel.state = ChannelState.ENABLED;
        return Answers.flat("result", "ok", "state", "enabled");
    }
}
