/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import com.fasterxml.jackson.databind.JsonNode;
import im.pact.camel.channels.model.ApiJson;
import im.pact.camel.channels.model.ApiObject;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.request.ApiRequest;
import im.pact.camel.channels.request.PactChannelsOperation;
import java.io.File;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.apache.camel.util.ObjectHelper;

/**
 * What the body of a message says: the parameters of the call, and which company, channel and job it is about. How a body is
 * read depends on its class and on the operation, never on what it looks like.
 *
 * <ul>
 *   <li>A map, or the request record of the operation, holds parameters by their names.
 *   <li>A text, whatever carries it (also bytes, a stream, a file), is the message to {@code sendFirst}, the code to
 *       {@code confirm}, the phone number to {@code userExists}. Where a call has parameters it is else a JSON object; where it
 *       has none it is left alone.
 *   <li>A {@link PactChannel} is the channel that is meant.
 *   <li>What this component has put there as the result of the step before, and any other object, says nothing.
 * </ul>
 */
final class MessageParameters {

    /** The exchange property that holds the result of the step before, which is no input of the next one. */
    private static final String RESULT = "CamelPactChannelsResult";

    /** The best known spelling first. */
    private static final Map<String, List<String>> IDS = Map.of(
            "companyId", List.of("companyId", "company_id"),
            "channelId", List.of("channelId", "channel_id", "external_id"),
            "jobId", List.of("jobId", "job_id"));

    /** Says nothing. */
    static final MessageParameters NONE = ofText(null);

    private final Map<String, Object> ids;
    private final Map<String, Object> parameters;
    private final String text;

    private MessageParameters(Map<String, Object> ids, Map<String, Object> parameters, String text) {
        this.ids = ids;
        this.parameters = parameters;
        this.text = text;
    }

    /** Reads the body for an operation. */
    static MessageParameters of(PactChannelsOperation operation, Message message) {
        Object body = message.getBody();
        if (operation == PactChannelsOperation.list
                || body == null
                || body == message.getExchange().getProperty(RESULT)) {
            return NONE;
        } else if (body instanceof PactChannel channel) {
            return ofMap(
                    channel.provider() == null
                            ? Map.of("channelId", channel.channelId())
                            : Map.of("channelId", channel.channelId(), "provider", channel.provider()));
        } else if (body instanceof ApiRequest request) {
            return ofRequest(operation, request);
        } else if (body instanceof Map<?, ?> map) {
            return ofMap(withTextKeys(map));
        } else if (body instanceof JsonNode node) {
            return node.isObject() ? ofMap(ApiJson.object(node)) : NONE;
        } else if (isText(body)) {
            return ofText(operation, message);
        }
        return NONE;
    }

    /**
     * Puts a result into the body, and remembers it for the step after this one where it could be taken for input. A listing
     * could not; a channel may be, since it says what its headers say.
     */
    static void setResult(Message message, Object result) {
        boolean readable = result instanceof ApiObject || result instanceof Map || result instanceof String;
        if (readable && !(result instanceof PactChannel)) {
            message.getExchange().setProperty(RESULT, result);
        }
        message.setBody(result);
    }

    /** The parameters of the call under the API's own names. */
    Map<String, Object> parameters() {
        return parameters;
    }

    /** The text that the body is, or {@code null} where it is something else. */
    String text() {
        return text;
    }

    /** The id of that option name, or {@code null}. */
    Object id(String name) {
        return ids.get(name);
    }

    private static MessageParameters ofRequest(PactChannelsOperation operation, ApiRequest request) {
        Class<?> expected = operation.requestType();
        if (expected != null && !expected.isInstance(request)) {
            throw new IllegalArgumentException(operation + ": the body must be " + expected.getSimpleName() + " (was "
                    + request.getClass().getSimpleName() + ")");
        }
        return expected == null ? NONE : ofMap(request.parameters());
    }

    private static MessageParameters ofText(PactChannelsOperation operation, Message message) {
        if (operation == PactChannelsOperation.delete || operation == PactChannelsOperation.job) {
            return NONE;
        }
        String text = message.getBody(String.class);
        if (text == null || text.isBlank()) {
            return NONE;
        }
        return switch (operation) {
            case sendFirst, confirm, userExists -> ofText(text);
            default -> ofJson(operation, text);
        };
    }

    private static MessageParameters ofJson(PactChannelsOperation operation, String text) {
        Map<String, Object> object = ApiJson.object(text);
        if (object == null) {
            throw new IllegalArgumentException(operation + ": the body must be a JSON object, a map or "
                    + operation.requestType().getSimpleName());
        }
        return ofMap(object);
    }

    private static MessageParameters ofMap(Map<String, ?> map) {
        Map<String, Object> ids = new LinkedHashMap<>();
        Map<String, Object> parameters = new LinkedHashMap<>(ApiRequest.canonical(map));
        IDS.forEach((id, names) -> names.forEach(name -> {
            Object value = parameters.remove(name);
            if (!ObjectHelper.isEmpty(value)) {
                ids.putIfAbsent(id, value);
            }
        }));
        return new MessageParameters(ids, Collections.unmodifiableMap(parameters), null);
    }

    private static MessageParameters ofText(String text) {
        return new MessageParameters(Map.of(), Map.of(), text);
    }

    private static boolean isText(Object body) {
        return body instanceof CharSequence
                || body instanceof Number
                || body instanceof byte[]
                || body instanceof char[]
                || body instanceof InputStream
                || body instanceof Reader
                || body instanceof ByteBuffer
                || body instanceof File
                || body instanceof WrappedFile<?>
                || body instanceof StreamCache;
    }

    private static Map<String, Object> withTextKeys(Map<?, ?> map) {
        Map<String, Object> texts = new LinkedHashMap<>();
        map.forEach((name, value) -> texts.put(String.valueOf(name), value));
        return texts;
    }
}
