/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of "Confirm code". {@code result: ok} does not mean that the channel is connected: look at the next step.
 *
 * @param nextStep what else the service wants
 * @param choices  the ways to do that; empty, never {@code null}
 * @param state    the state of the channel, such as {@code enabled}, or {@code null} where the service named none
 * @param answer   the whole answer
 */
public record Confirmation(NextStep nextStep, List<Choice> choices, String state, Map<String, Object> answer)
        implements ApiObject {

    public Confirmation {
        choices = List.copyOf(choices);
        answer = ApiObject.unmodifiable(answer);
    }

    @Override
    public Map<String, Object> toMap() {
        return new LinkedHashMap<>(answer);
    }
}
