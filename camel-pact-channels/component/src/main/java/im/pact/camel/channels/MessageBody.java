/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import com.fasterxml.jackson.databind.JsonNode;
import im.pact.camel.channels.model.ApiJson;
import im.pact.camel.channels.model.Company;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.request.ApiRequest;
import im.pact.camel.channels.request.ConfirmCode;
import im.pact.camel.channels.request.CreateChannel;
import im.pact.camel.channels.request.EnablePage;
import im.pact.camel.channels.request.FirstMessage;
import im.pact.camel.channels.request.PactChannelsOperation;
import im.pact.camel.channels.request.PlainText;
import im.pact.camel.channels.request.RequestCode;
import im.pact.camel.channels.request.UpdateChannel;
import im.pact.camel.channels.request.UpdateCompany;
import java.io.File;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;

/**
 * The body of a message as the input of an operation. Its class and the operation decide how it is read:
 *
 * <ul>
 *   <li>A map, a JSON object, or the request record of the operation has parameters by their names.
 *   <li>A {@link PactChannel} is the channel that is meant, a {@link Company} the company.
 *   <li>A text, also as bytes, a stream or a file, is the message for {@code sendFirst}, the code for {@code confirm}, and the
 *       phone number for {@code userExists}, unless it is a JSON object with parameters of the operation. The other operations
 *       that have parameters read it as a JSON object.
 *   <li>The result of an earlier step, and any other object, is not read.
 * </ul>
 */
final class MessageBody {

    /** The request records, and so the operations that read a body with parameters. */
    private static final Map<PactChannelsOperation, Class<? extends ApiRequest>> RECORDS = Map.of(
            PactChannelsOperation.create, CreateChannel.class,
            PactChannelsOperation.update, UpdateChannel.class,
            PactChannelsOperation.sendFirst, FirstMessage.class,
            PactChannelsOperation.requestCode, RequestCode.class,
            PactChannelsOperation.confirm, ConfirmCode.class,
            PactChannelsOperation.enablePage, EnablePage.class,
            PactChannelsOperation.registerWebhook, UpdateCompany.class);

    /** The keys that make a JSON text an object, whichever operation reads it. */
    private static final Set<String> PARAMETERS_OF_TEXTS = Set.of("phone", "message", "text", "code");

    private final ApiRequest.Builder parameters;
    private final PactChannel channel;
    private final Company company;
    private final Object text;

    private MessageBody(ApiRequest.Builder parameters, PactChannel channel, Company company, Object text) {
        this.parameters = parameters;
        this.channel = channel;
        this.company = company;
        this.text = text;
    }

    static MessageBody empty(PactChannelsOperation operation) {
        return new MessageBody(new ApiRequest.Builder(operation), null, null, null);
    }

    static MessageBody of(PactChannelsOperation operation, Message message) {
        Object body = message.getBody();
        if (operation == PactChannelsOperation.companies
                || body == null
                || StepResult.of(message.getExchange()).isBody(body)) {
            return empty(operation);
        } else if (body instanceof Company company) {
            return new MessageBody(new ApiRequest.Builder(operation), null, company, null);
        } else if (operation == PactChannelsOperation.list) {
            return empty(operation);
        } else if (body instanceof PactChannel channel) {
            return new MessageBody(new ApiRequest.Builder(operation), channel, null, null);
        } else if (body instanceof ApiRequest request) {
            return ofRecord(operation, request);
        } else if (body instanceof Map<?, ?> map) {
            return ofMap(operation, map);
        } else if (body instanceof JsonNode node) {
            return node.isObject() ? ofMap(operation, ApiJson.object(node)) : empty(operation);
        } else if (isText(body)) {
            return ofText(operation, message);
        }
        return empty(operation);
    }

    /** The parameters that it has by their names; a new object, which the request is made from. */
    ApiRequest.Builder parameters() {
        return parameters;
    }

    /** The channel that it is, or {@code null}. */
    PactChannel channel() {
        return channel;
    }

    /** The company that it is, or {@code null}. */
    Company company() {
        return company;
    }

    /** The text or the number that it is, or {@code null}. */
    Object text() {
        return text;
    }

    private static MessageBody ofRecord(PactChannelsOperation operation, ApiRequest request) {
        Class<?> expected = RECORDS.get(operation);
        if (expected == null) {
            return empty(operation);
        } else if (!expected.isInstance(request)) {
            throw new IllegalArgumentException(operation + ": the body must be " + expected.getSimpleName() + " (was "
                    + request.getClass().getSimpleName() + ")");
        }
        return new MessageBody(new ApiRequest.Builder(request), null, null, null);
    }

    private static MessageBody ofMap(PactChannelsOperation operation, Map<?, ?> map) {
        ApiRequest.Builder parameters = new ApiRequest.Builder(operation);
        map.forEach((name, value) -> parameters.put(String.valueOf(name), ApiJson.withoutTrees(value)));
        return new MessageBody(parameters, null, null, null);
    }

    private static MessageBody ofText(PactChannelsOperation operation, Message message) {
        if (operation == PactChannelsOperation.delete || operation == PactChannelsOperation.job) {
            return empty(operation);
        }
        Object body = message.getBody();
        String text = message.getBody(String.class);
        if (text == null || text.isBlank()) {
            return empty(operation);
        }
        Map<String, Object> object = object(text);
        boolean hasText =
                switch (operation) {
                    case sendFirst, confirm, userExists -> object == null || !hasParameters(operation, object);
                    default -> false;
                };
        if (hasText) {
            return new MessageBody(new ApiRequest.Builder(operation), null, null, body instanceof Number ? body : text);
        } else if (object == null) {
            throw new IllegalArgumentException(operation + ": the body must be a JSON object, a map or "
                    + RECORDS.get(operation).getSimpleName());
        }
        return ofMap(operation, object);
    }

    /** The JSON object in a text, or {@code null}. */
    private static Map<String, Object> object(String text) {
        String json = PlainText.trim(text);
        return json.startsWith("{") ? ApiJson.object(json) : null;
    }

    /** Such an object is never meant to be read by a person. */
    private static boolean hasParameters(PactChannelsOperation operation, Map<String, Object> object) {
        for (String name : object.keySet()) {
            if (PARAMETERS_OF_TEXTS.contains(name) || operation.hasParameter(name)) {
                return true;
            }
        }
        return false;
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
}
