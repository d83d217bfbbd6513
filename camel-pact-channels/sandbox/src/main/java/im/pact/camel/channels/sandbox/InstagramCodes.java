/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;

/**
 * "Request code (instagram only)" and "Confirm code (instagram only)".
 *
 * <p>Logging in takes the steps that the rules name, in their order. Confirm takes one step; when another one follows, or
 * when the call does not fit the step that is due, it answers what is required: {@code result} is {@code ok} all the same.
 */
final class InstagramCodes {

    private static final List<Map<String, Object>> CHALLENGES = List.of(
            Answers.ordered("value", 1, "label", "e*******e@example.org"),
            Answers.ordered("value", 0, "label", "+0 *** ***-**-00"));

    private static final List<Map<String, Object>> TWO_FACTORS = List.of(
            Answers.ordered("value", 1, "key", "sms"),
            Answers.ordered("value", 2, "key", "recovery_code"),
            Answers.ordered("value", 3, "key", "totp"));

    private static final String TWO_FACTOR = "two_factor";

    private final SandboxState state;

    InstagramCodes(SandboxState state) {
        this.state = state;
    }

    Answer request(ChannelLife channel, Parameters parameters) {
        String type = parameters.string("challenge_type");
        if (type != null && !type.equals(TWO_FACTOR)) {
            throw Refusal.badParameter("challenge_type", "must be two_factor");
        }
        if (type == null) {
            requireChoice(parameters, "challenge_variant", CHALLENGES);
        }
        InstagramStep wanted = type == null ? InstagramStep.CHALLENGE : InstagramStep.TWO_FACTOR;
        InstagramStep due = stepDue(channel);
        if (due != wanted) {
            throw Refusal.badRequest("wrong_step", "Instagram does not ask for that; it asks for " + due);
        }
        state.sendCode(channel);
        return state.rules.choicesInRequestCode() ? required(channel, due) : Answers.flat("result", "ok");
    }

    Answer confirm(ChannelLife channel, Parameters parameters) {
        String type = parameters.string("confirmation_type");
        if (type != null && !type.equals(TWO_FACTOR)) {
            throw Refusal.badParameter("confirmation_type", "must be two_factor");
        }
        if (type != null) {
            requireChoice(parameters, "confirmation_variant", TWO_FACTORS);
        }
        String given = parameters.requiredString("confirmation_code");
        InstagramStep taken = type == null ? InstagramStep.CHALLENGE : InstagramStep.TWO_FACTOR;
        InstagramStep due = stepDue(channel);
        if (due == taken && channel.code != null) {
            state.checkCode(channel, given);
            channel.instagramSteps.removeFirst();
            due = channel.instagramSteps.peekFirst();
        }
        if (due != null) {
            return required(channel, due);
        }
        channel.state = ChannelState.ENABLED;
        channel.instagramSteps = null;
        return Answers.flat("result", "ok");
    }

    /** The step to take now, null for none. The first call of a login decides what the whole of it takes. */
    private InstagramStep stepDue(ChannelLife channel) {
        if (channel.instagramSteps == null) {
            channel.instagramSteps = new ArrayDeque<>(state.rules.stepsToLogIn());
        }
        return channel.instagramSteps.peekFirst();
    }

    private Answer required(ChannelLife channel, InstagramStep step) {
        return Answers.flat(
                "result",
                "ok",
                "data",
                switch (step) {
                    case CHALLENGE -> Answers.ordered("confirmation_requires", true, "details", CHALLENGES);
                    case TWO_FACTOR -> {
                        // Applications and lists of recovery codes have theirs without anybody requesting one.
                        if (channel.code == null) {
                            state.sendCode(channel);
                        }
                        yield Answers.ordered("two_factor_requires", true, "details", TWO_FACTORS);
                    }
                });
    }

    private static void requireChoice(Parameters parameters, String name, List<Map<String, Object>> choices) {
        Long value = parameters.integer(name);
        if (value == null) {
            throw Refusal.badParameter(name, "is required");
        }
        if (choices.stream().noneMatch(choice -> value.equals(((Number) choice.get("value")).longValue()))) {
            throw Refusal.badParameter(name, "must be the value of one of the choices");
        }
    }
}
