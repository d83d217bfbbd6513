/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import wiremock.com.fasterxml.jackson.databind.JsonNode;
import wiremock.com.fasterxml.jackson.databind.json.JsonMapper;

/** A plain HTTP client without knowledge of the API. */
final class TestClient {

    static final String FORM = "application/x-www-form-urlencoded";
    static final String JSON = "application/json";

    static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String baseUri;
    private final String token;

    TestClient(PactChannelsSandbox sandbox) {
        this(sandbox.baseUri(), sandbox.apiToken());
    }

    TestClient(String baseUri, String token) {
        this.baseUri = baseUri;
        this.token = token;
    }

    record Reply(int status, String body, HttpResponse<String> response) {

        JsonNode json() {
            try {
                return MAPPER.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The value at a JSON pointer as text; empty if absent. */
        String at(String pointer) {
            return json().at(pointer).asText();
        }

        long id() {
            return json().at("/data/external_id").asLong();
        }

        List<Long> ids() {
            List<Long> ids = new ArrayList<>();
            json().at("/data/channels")
                    .forEach(channel -> ids.add(channel.get("external_id").asLong()));
            return ids;
        }

        String nextPage() {
            return json().at("/data/next_page").asText();
        }

        String detail() {
            return at("/errors/0/detail");
        }
    }

    Reply get(String path) {
        return send("GET", path, null, null);
    }

    Reply delete(String path) {
        return send("DELETE", path, null, null);
    }

    Reply postForm(String path, String form) {
        return send("POST", path, FORM, form);
    }

    Reply postJson(String path, String json) {
        return send("POST", path, JSON, json);
    }

    Reply putForm(String path, String form) {
        return send("PUT", path, FORM, form);
    }

    Reply send(String method, String path, String contentType, String body) {
        HttpRequest.Builder request = request(method, path, body);
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        return send(request.build());
    }

    HttpRequest.Builder request(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUri + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return token == null ? request : request.header("X-Private-Api-Token", token);
    }

    static Reply send(HttpRequest request) {
        try {
            return sendOrFail(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Reply sendOrFail(HttpRequest request) throws IOException {
        try {
            HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body(), response);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** The ids of all pages. The query begins with an ampersand or is empty. */
    List<Long> listAll(long company, String query) {
        List<Long> ids = new ArrayList<>();
        String from = "";
        do {
            Reply page = get("/companies/" + company + "/channels?from=" + encode(from) + query);
            ids.addAll(page.ids());
            from = page.nextPage();
        } while (!from.isEmpty());
        return ids;
    }
}
