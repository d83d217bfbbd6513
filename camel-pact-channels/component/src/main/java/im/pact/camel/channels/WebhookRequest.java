/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.event.EventReader;
import im.pact.camel.channels.event.WebhookAddress;
import im.pact.camel.channels.model.JsonValues;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;

/** A request to a webhook, and its response. Nothing of it reaches a route but the event in its body. */
final class WebhookRequest {

    private final Message message;

    WebhookRequest(Exchange exchange) {
        this.message = exchange.getMessage();
    }

    /**
     * Whether it is one that the service sends. The address is that of the request line, since headers and parameters can be given
     * any name by the caller.
     */
    boolean isFor(WebhookAddress address) {
        String uri = message.getHeader(Exchange.HTTP_URI, "", String.class);
        int query = uri.indexOf('?');
        String path = query < 0 ? uri : uri.substring(0, query);
        boolean isPost = "POST".equals(message.getHeader(Exchange.HTTP_METHOD, String.class));
        return address.isSecret(path.substring(path.lastIndexOf('/') + 1)) && isPost;
    }

    /**
     * Reads the body.
     *
     * @param limit the maximum size in bytes
     * @return the JSON object, or {@code null} if the body is larger
     * @throws IllegalArgumentException if it is not a JSON object
     * @throws IOException              if it cannot be read to its end
     */
    Map<String, Object> object(int limit) throws IOException {
        Long length = JsonValues.number(message.getHeader(Exchange.CONTENT_LENGTH));
        if (length != null && length > limit) {
            return null;
        }
        byte[] body = bytes(limit);
        return body.length > limit ? null : EventReader.object(body);
    }

    /** At most one byte more than the limit. */
    private byte[] bytes(int limit) throws IOException {
        Object body = message.getBody();
        if (body instanceof byte[] bytes) {
            return bytes;
        } else if (body instanceof StreamCache stream) {
            stream.reset();
        } else if (body == null || body instanceof Map) {
            return new byte[0];
        }
        try (InputStream stream = message.getBody(InputStream.class)) {
            return stream == null ? new byte[0] : stream.readNBytes(limit + 1);
        }
    }

    /** Responds with a status and its text. The service takes only 200 for a success, and only with a body. */
    void respond(int status, String text) {
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, "text/plain; charset=utf-8");
        message.setBody(text);
    }
}
