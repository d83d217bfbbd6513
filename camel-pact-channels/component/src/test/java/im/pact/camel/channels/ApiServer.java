/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import im.pact.camel.channels.client.MockServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * A server that sends the same response to every request, and a Camel context that is connected to it. Both live as long as the
 * test class.
 */
final class ApiServer extends MockServer {

    static final String TOKEN = "7f3a-token-QmFzZTY0==";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .build();

    private final CamelContext context = new DefaultCamelContext();

    @Override
    protected void onBeforeAll(WireMockRuntimeInfo server) {
        connect(context);
        context.start();
    }

    @Override
    protected void onAfterAll(WireMockRuntimeInfo server) {
        context.stop();
    }

    /** The context, already started. */
    CamelContext context() {
        return context;
    }

    /** Sets address and token on the component of a context; every call is sent once. */
    PactChannelsComponent connect(CamelContext other) {
        return TestContexts.connect(other, baseUri(), TOKEN);
    }

    /** Puts an object into the registry and returns its name there. */
    String bean(Object object) {
        String name = "bean" + Integer.toHexString(object.hashCode());
        context.getRegistry().bind(name, object);
        return name;
    }

    /** From now on every request is answered with this JSON. */
    void answers(String json) {
        respond(okJson(json));
    }

    /** From now on every request gets a response that is a success for every operation. */
    void acceptsEverything() {
        answers("{'status':'ok','exists':true,'data':{'id':17,'external_id':399,'channels':[]}}".replace('\'', '"'));
    }

    /** Forgets the requests that came. */
    void clear() {
        resetRequests();
    }

    /** Sends a message to an endpoint of the component, which must succeed. */
    void send(String uri, Processor input) {
        Exchange exchange = exchange(uri, input);
        if (exchange.getException() != null) {
            throw new AssertionError(exchange.getException());
        }
    }

    /** Sends a message to an endpoint of the component. */
    Exchange exchange(String uri, Processor input) {
        return context.createProducerTemplate().request("pact-channels:" + uri, input);
    }

    /** What came, the oldest first. Not by the time, which is that of a clock of milliseconds. */
    List<Request> requests() {
        List<Request> requests = new ArrayList<>();
        getAllServeEvents().forEach(event -> requests.add(0, new Request(event.getRequest())));
        return requests;
    }

    /** The one request that came. */
    Request request() {
        List<ServeEvent> events = getAllServeEvents();
        if (events.size() != 1) {
            throw new AssertionError("Not one request but " + events.size());
        }
        return new Request(events.get(0).getRequest());
    }

    /** An answer as the API document prints it, where that is JSON. */
    static String document(String name) {
        try (InputStream file = ApiServer.class.getResourceAsStream("/api-document/" + name + ".json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fields of a JSON object, which may be written with single quotes and names without quotes. */
    static Map<String, Object> object(String json) {
        try {
            @SuppressWarnings("unchecked")
            Map<String, Object> object = JSON.readValue(json, LinkedHashMap.class);
            return object;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JSON text of an object. */
    static String json(Map<String, Object> object) {
        try {
            return JSON.writeValueAsString(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A request as it came in, read without the code under test. */
    record Request(LoggedRequest logged) {

        /** Method, path and query, undecoded. */
        String call() {
            return logged.getMethod() + " " + logged.getUrl();
        }

        String method() {
            return logged.getMethod().value();
        }

        String path() {
            return URI.create(logged.getUrl()).getRawPath();
        }

        String header(String name) {
            return logged.getHeader(name);
        }

        String body() {
            return logged.getBodyAsString();
        }

        /** The pairs of a form, each decoded, in their order. */
        String form() {
            return decoded(body());
        }

        /** The pairs of the query, each decoded, in their order. */
        String query() {
            return decoded(URI.create(logged.getUrl()).getRawQuery());
        }

        private static String decoded(String pairs) {
            return Arrays.stream(pairs.split("&"))
                    .map(pair -> URLDecoder.decode(pair, StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
        }
    }
}
