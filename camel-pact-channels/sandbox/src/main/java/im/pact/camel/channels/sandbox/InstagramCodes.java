/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;

/**
 * "Request code (instagram only)" and "Confirm code (instagram only)".
 *
 * <p>A login takes the steps that the rules name, in their order. Each successful {@code confirm} completes one step.
 * If another step remains, or if the request does not fit the current step, the response names the required step; its
 * {@code result} is {@code ok} nevertheless.
 */
final class InstagramCodes {

    private static final List<Map<String, Object>> CHALLENGES = List.of(
            Json.object("value", 1, "label", "e*******e@example.org"),
            Json.object("value", 0, "label", "+0 *** ***-**-00"));

    private static final List<Map<String, Object>> TWO_FACTORS = List.of(
            Json.object("value", 1, "key", "sms"),
            Json.object("value", 2, "key", "recovery_code"),
            Json.object("value", 3, "key", "totp"));

    private static final String TWO_FACTOR = "two_factor";

    private final SandboxState state;

    InstagramCodes(SandboxState state) {
        this.state = state;
    }

    ApiResponse request(StoredChannel channel, Parameters parameters) {
        String type = parameters.string("challenge_type");
        if (type != null && !type.equals(TWO_FACTOR)) {
            throw ApiError.invalidParameter("challenge_type", "must be two_factor");
        }
        if (type == null) {
            requireChoice(parameters, "challenge_variant", CHALLENGES);
        }
        InstagramStep requested = type == null ? InstagramStep.CHALLENGE : InstagramStep.TWO_FACTOR;
        InstagramStep current = currentStep(channel);
        if (current != requested) {
            throw ApiError.badRequest("wrong_step", "The current step of the login is " + current);
        }
        state.sendCode(channel, CodeKind.DIGITS);
        return state.rules.choicesInRequestCode() ? required(channel, current) : ApiResponse.flat("result", "ok");
    }

    ApiResponse confirm(StoredChannel channel, Parameters parameters) {
        String type = parameters.string("confirmation_type");
        if (type != null && !type.equals(TWO_FACTOR)) {
            throw ApiError.invalidParameter("confirmation_type", "must be two_factor");
        }
        if (type != null) {
            requireChoice(parameters, "confirmation_variant", TWO_FACTORS);
        }
        String code = parameters.requiredString("confirmation_code");
        InstagramStep confirmed = type == null ? InstagramStep.CHALLENGE : InstagramStep.TWO_FACTOR;
        InstagramStep current = currentStep(channel);
        if (current == confirmed && channel.code != null) {
            state.checkCode(channel, code);
            channel.instagramSteps.removeFirst();
            current = channel.instagramSteps.peekFirst();
        }
        if (current != null) {
            return required(channel, current);
        }
        state.life.connected(channel);
        channel.instagramSteps = null;
        return ApiResponse.flat("result", "ok");
    }

    /** The current step, or null if none remains. The rules are read once, at the first request of a login. */
    private InstagramStep currentStep(StoredChannel channel) {
        if (channel.instagramSteps == null) {
            channel.instagramSteps = new ArrayDeque<>(state.rules.stepsToLogIn());
        }
        return channel.instagramSteps.peekFirst();
    }

    private ApiResponse required(StoredChannel channel, InstagramStep step) {
        return ApiResponse.flat(
                "result",
                "ok",
                "data",
                switch (step) {
                    case CHALLENGE -> Json.object("confirmation_requires", true, "details", CHALLENGES);
                    case TWO_FACTOR -> {
                        // Authenticator applications and recovery codes work without a requested code.
                        if (channel.code == null) {
                            state.sendCode(channel, CodeKind.DIGITS);
                        }
                        yield Json.object("two_factor_requires", true, "details", TWO_FACTORS);
                    }
                });
    }

    private static void requireChoice(Parameters parameters, String name, List<Map<String, Object>> choices) {
        Long value = parameters.integer(name);
        if (value == null) {
            throw ApiError.invalidParameter(name, "is required");
        }
        if (choices.stream().noneMatch(choice -> value.equals(((Number) choice.get("value")).longValue()))) {
            throw ApiError.invalidParameter(name, "must be the value of one of the choices");
        }
    }
}
