/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of "Request code". What the service did not say is {@code null}; Instagram's answer says nothing.
 *
 * @param codeLength how many characters the code has
 * @param codeType   where the code was sent to, such as {@code app}
 * @param expiresIn  how many seconds the code is good for
 * @param nextType   where the next code would be sent to
 * @param sessionId  the service's number of this attempt
 * @param nextStep   what else the service wants
 * @param choices    the ways to do that; empty, never {@code null}
 * @param answer     the whole answer
 */
public record RequestedCode(
        Long codeLength,
        String codeType,
        Long expiresIn,
        String nextType,
        Long sessionId,
        NextStep nextStep,
        List<Choice> choices,
        Map<String, Object> answer)
        implements ApiObject {

    public RequestedCode {
        choices = List.copyOf(choices);
        answer = ApiObject.unmodifiable(answer);
    }

    @Override
    public Map<String, Object> toMap() {
        return new LinkedHashMap<>(answer);
    }
}
