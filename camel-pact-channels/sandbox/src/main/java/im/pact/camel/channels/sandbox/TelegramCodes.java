/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.regex.Pattern;

/** "Request code (telegram personal)" and "Confirm code (telegram personal)". */
final class TelegramCodes {

    /**
     * State in the response to the correct code of an account that also has a password. It is not published; the
     * document knows only {@code "state": "enabled"}. So this is our guess, and the only place that makes it.
     */
    private static final String PASSWORD_REQUIRED = "password_required";

    /** Telegram's own name for this case, which some servers pass on as an error. */
    private static final String SESSION_PASSWORD_NEEDED = "SESSION_PASSWORD_NEEDED";

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private final SandboxState state;

    TelegramCodes(SandboxState state) {
        this.state = state;
    }

    ApiResponse request(StoredChannel channel) {
        channel.passwordPending = false;
        String code = state.sendCode(channel, CodeKind.DIGITS);
        return ApiResponse.flat(
                "code_length",
                code.length(),
                "code_type",
                "app",
                "expires_in",
                state.rules.validityOf(CodeKind.DIGITS).toSeconds(),
                "next_type",
                "app",
                "session_id",
                state.nextSessionId(),
                "status",
                "ok");
    }

    ApiResponse confirm(StoredChannel channel, Parameters parameters) {
        String type = parameters.requiredString("confirmation_type");
        return switch (type) {
            case "code" -> confirmCode(channel, parameters);
            case "password" -> confirmPassword(channel, parameters);
            default -> throw ApiError.invalidParameter("confirmation_type", "must be code or password");
        };
    }

    private ApiResponse confirmCode(StoredChannel channel, Parameters parameters) {
        String code = parameters.text("code");
        if (code == null || !DIGITS.matcher(code).matches()) {
            throw ApiError.invalidParameter("code", "must be a Number");
        }
        state.checkCode(channel, code);
        if (state.rules.telegramPassword(channel.text("phone")) != null) {
            channel.passwordPending = true;
            return passwordRequired();
        }
        return enabled(channel);
    }

    private ApiResponse passwordRequired() {
        int status = state.rules.telegramPasswordStatus();
        return status == 200
                ? ApiResponse.flat("result", "ok", "state", PASSWORD_REQUIRED)
                : ApiResponse.error(status, "password_needed", "Password needed", SESSION_PASSWORD_NEEDED);
    }

    private ApiResponse confirmPassword(StoredChannel channel, Parameters parameters) {
        String password = parameters.requiredString("password");
        if (!channel.passwordPending) {
            throw ApiError.badRequest("no_password_expected", "The password is not expected: confirm the code first");
        }
        if (!password.equals(state.rules.telegramPassword(channel.text("phone")))) {
            throw ApiError.badRequest("wrong_password", "The password is wrong");
        }
        channel.passwordPending = false;
        return enabled(channel);
    }

    private ApiResponse enabled(StoredChannel channel) {
        state.life.connected(channel);
        return ApiResponse.flat("result", "ok", "state", "enabled");
    }
}
