/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The result of "Request code". Values that the response does not have are {@code null}; Instagram's response has none of them,
 * and WhatsApp's has the code itself.
 *
 * @param codeLength the length of the code, in characters
 * @param codeType   the place where the code was sent to, such as {@code app}
 * @param expiresIn  the validity of the code, in seconds
 * @param nextType   the place where the next code would be sent to
 * @param sessionId  the service's number of this attempt
 * @param code       the code that the user enters in WhatsApp; {@code null} if the messenger sends the code
 * @param nextStep   the next step that the service requires
 * @param choices    the choices for the next step; empty, never {@code null}
 * @param response   the whole response
 */
public record RequestedCode(
        Long codeLength,
        String codeType,
        Long expiresIn,
        String nextType,
        Long sessionId,
        String code,
        NextStep nextStep,
        List<Choice> choices,
        Map<String, Object> response)
        implements ApiObject {

    public RequestedCode {
        choices = List.copyOf(choices);
        response = ApiObject.unmodifiable(response);
    }

    @Override
    public Map<String, Object> toMap() {
        return new LinkedHashMap<>(response);
    }
}
