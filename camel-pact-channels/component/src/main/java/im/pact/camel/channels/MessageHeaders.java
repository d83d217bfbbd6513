/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.model.ApiJson;
import im.pact.camel.channels.request.NestingLimit;
import im.pact.camel.channels.request.PactChannelsOperation;
import im.pact.camel.channels.request.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Message;
import org.apache.camel.util.ObjectHelper;

/** The headers of a message that this component reads. A header without content counts as missing. */
final class MessageHeaders {

    /** No message, and so no headers. */
    static final MessageHeaders NONE = new MessageHeaders(Map.of(), StepResult.NONE);

    private static final Map<Parameter, String> NAMES = new EnumMap<>(Parameter.class);

    static {
        for (Parameter parameter : Parameter.values()) {
            NAMES.put(parameter, header(parameter.optionName()));
        }
    }

    private final Map<String, Object> headers;
    private final StepResult earlier;

    private MessageHeaders(Map<String, Object> headers, StepResult earlier) {
        this.headers = headers;
        this.earlier = earlier;
    }

    static MessageHeaders of(Message message) {
        return message.hasHeaders()
                ? new MessageHeaders(message.getHeaders(), StepResult.of(message.getExchange()))
                : NONE;
    }

    /** The operation that the route has set, or {@code null}. */
    PactChannelsOperation operation() {
        Object header = value(PactChannelsConstants.OPERATION);
        if (header == null) {
            return null;
        }
        PactChannelsOperation named = PactChannelsOperation.named(header.toString());
        if (named == null) {
            throw PactChannelsOperation.unknown(header.toString());
        }
        return named;
    }

    /** The value of a parameter that the route has set, or {@code null}. */
    Object ofRoute(Parameter parameter) {
        String name = NAMES.get(parameter);
        if (earlier.isHeader(name, headers.get(name))) {
            return null;
        }
        return parameter.type().acceptsBlank() ? anyValue(name) : value(name);
    }

    /** The value of a header that the route has set, or {@code null}. */
    Object ofRoute(String name) {
        return earlier.isHeader(name, headers.get(name)) ? null : value(name);
    }

    /** The value of a parameter that an earlier step of this component has set, or {@code null}. */
    Object ofEarlierStep(Parameter parameter) {
        String name = NAMES.get(parameter);
        return earlier.isHeader(name, headers.get(name)) ? value(name) : null;
    }

    /** The value of the header for an option, or {@code null}. */
    Object ofOption(String option) {
        return headers.isEmpty() ? null : value(header(option));
    }

    private Object value(String name) {
        Object value = anyValue(name);
        return ObjectHelper.isEmpty(value) ? null : value;
    }

    /** The value of a header, also without content. */
    private Object anyValue(String name) {
        Object value = headers.get(name);
        if (value instanceof byte[] bytes) {
            // Some transports bring texts as bytes.
            value = new String(bytes, StandardCharsets.UTF_8);
        }
        value = ApiJson.withoutTrees(value);
        NestingLimit.check(name, value);
        return value;
    }

    private static String header(String option) {
        return "CamelPactChannels" + option.substring(0, 1).toUpperCase(Locale.ROOT) + option.substring(1);
    }
}
