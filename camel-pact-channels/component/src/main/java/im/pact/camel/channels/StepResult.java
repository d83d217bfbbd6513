/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.model.ApiObject;
import im.pact.camel.channels.model.Company;
import im.pact.camel.channels.model.PactChannel;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.util.ObjectHelper;

/**
 * The body and the headers that this component has put into an exchange. A later step reads such a header only if the route does
 * not give the value in any other way, and never reads such a body as its input.
 *
 * <p>It is an immutable exchange property, so copies of the exchange have it too: {@code split}, {@code multicast},
 * {@code wireTap}, {@code seda}, {@code enrich}. A transport loses it, and the headers then count as set by the route.
 *
 * <p>Header and body count as results as long as they are the very objects that the component has set. So a header that a route
 * sets again counts as the route's, even if the value is equal: each value is an object that no other code has, which is the
 * reason for the constructors in {@link #unique}.
 */
final class StepResult {

    private static final String PROPERTY = "CamelPactChannelsStepResult";

    /** Nothing. */
    static final StepResult NONE = new StepResult(null, Map.of());

    private final Object body;
    private final Map<String, Object> headers;

    private StepResult(Object body, Map<String, Object> headers) {
        this.body = body;
        this.headers = headers;
    }

    /** The results of the steps before. */
    static StepResult of(Exchange exchange) {
        StepResult result = exchange.getProperty(PROPERTY, StepResult.class);
        return result == null ? NONE : result;
    }

    /** Whether a body is the result of a step. A channel or company is input nevertheless: it says which one is meant. */
    boolean isBody(Object value) {
        return value != null && value == body && !(value instanceof PactChannel || value instanceof Company);
    }

    /** Whether the value of a header is the result of a step. */
    boolean isHeader(String name, Object value) {
        return value != null && value == headers.get(name);
    }

    /** The value of a header, or {@code null}. */
    Object header(String name) {
        return headers.get(name);
    }

    /** Sets the body, and remembers it if a later step could take it for input. */
    static void setBody(Message message, Object result) {
        if (isInput(result)) {
            put(message, new StepResult(result, of(message.getExchange()).headers));
        }
        message.setBody(result);
    }

    /**
     * Sets the body of a new message to a channel, and remembers what its headers are to be. The caller sets these headers: the
     * consumer sets them together with others.
     *
     * @param companyId a {@link #companyId}, or {@code null} if there is no header with the company
     */
    static StepResult setChannel(Message message, Long companyId, PactChannel channel, Object body) {
        StepResult result = new StepResult(isInput(body) ? body : null, headers(companyId, channel));
        put(message, result);
        message.setBody(body);
        return result;
    }

    private static Map<String, Object> headers(Long companyId, PactChannel channel) {
        Object channelId = unique(channel.channelId());
        if (companyId != null) {
            Map<String, Object> headers = new HashMap<>();
            headers.put(PactChannelsConstants.COMPANY_ID, companyId);
            headers.put(PactChannelsConstants.CHANNEL_ID, channelId);
            headers.put(PactChannelsConstants.PROVIDER, unique(channel.provider()));
            return headers;
        }
        return channel.provider() == null
                ? Map.of(PactChannelsConstants.CHANNEL_ID, channelId)
                : Map.of(
                        PactChannelsConstants.CHANNEL_ID,
                        channelId,
                        PactChannelsConstants.PROVIDER,
                        unique(channel.provider()));
    }

    /** A company id that the headers of many exchanges can share. */
    static Long companyId(long companyId) {
        return (Long) unique(companyId);
    }

    private static boolean isInput(Object body) {
        return body instanceof ApiObject || body instanceof Map || body instanceof String;
    }

    /** Sets a header that later steps may read. Without a value it removes the header, which may be one of an earlier step. */
    static void setHeader(Message message, String name, Object value) {
        if (value == null) {
            message.removeHeader(name);
            return;
        }
        Object unique = unique(value);
        StepResult before = of(message.getExchange());
        Map<String, Object> headers = new HashMap<>(before.headers);
        headers.put(name, unique);
        put(message, new StepResult(before.body, headers));
        message.setHeader(name, unique);
    }

    /** The same for several headers, in less time. Those with the value {@code null} are removed. */
    static void setHeaders(Message message, Map<String, Object> values) {
        StepResult before = of(message.getExchange());
        Map<String, Object> headers = new HashMap<>(before.headers);
        for (Map.Entry<String, Object> value : values.entrySet()) {
            if (value.getValue() == null) {
                message.removeHeader(value.getKey());
            } else {
                Object unique = unique(value.getValue());
                headers.put(value.getKey(), unique);
                message.setHeader(value.getKey(), unique);
            }
        }
        put(message, new StepResult(before.body, headers));
    }

    /** Sets a header that the route may have set itself, to the form in which its value was sent. It then stays the route's. */
    static void rewriteHeader(Message message, String name, Object value) {
        Object present = message.getHeader(name);
        if (ObjectHelper.isEmpty(present) || of(message.getExchange()).isHeader(name, present)) {
            setHeader(message, name, value);
        } else {
            message.setHeader(name, value);
        }
    }

    /** Sets a header that no step reads. Without a value it removes the header, which may be one of an earlier step. */
    static void setUnreadHeader(Message message, String name, Object value) {
        if (value == null) {
            message.removeHeader(name);
        } else {
            message.setHeader(name, value);
        }
    }

    private static void put(Message message, StepResult result) {
        message.getExchange().setProperty(PROPERTY, result);
    }

    /** An object that is equal to the value and the same as no other: small numbers and literals are shared by the JVM. */
    @SuppressWarnings({"removal", "UnnecessaryBoxing"}) // Long.valueOf shares small numbers.
    private static Object unique(Object value) {
        if (value instanceof String text) {
            return new String(text);
        }
        return value instanceof Long number ? new Long(number) : value;
    }
}
