/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The result of "Confirm code". {@code result: ok} does not mean that the channel is connected: see the next step. The error
 * {@code SESSION_PASSWORD_NEEDED} of Telegram is such a result too, because the code was correct.
 *
 * @param nextStep the next step that the service requires
 * @param choices  the choices for the next step; empty, never {@code null}
 * @param state    the state of the channel, such as {@code enabled}, or {@code null} if the response has none
 * @param response the whole response
 */
public record Confirmation(NextStep nextStep, List<Choice> choices, String state, Map<String, Object> response)
        implements ApiObject {

    public Confirmation {
        choices = List.copyOf(choices);
        response = ApiObject.unmodifiable(response);
    }

    @Override
    public Map<String, Object> toMap() {
        return new LinkedHashMap<>(response);
    }
}
