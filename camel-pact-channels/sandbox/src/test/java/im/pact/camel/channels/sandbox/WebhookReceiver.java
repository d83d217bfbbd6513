/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import wiremock.com.fasterxml.jackson.databind.JsonNode;

/** A small HTTP server on the loopback interface that receives events, and answers 200 unless told otherwise. */
final class WebhookReceiver implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;

    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile Answer otherwise = exchange -> respond(exchange, 200, "OK");

    /** What happens to a request after its body is read. */
    @FunctionalInterface
    interface Answer {
        void send(HttpExchange exchange) throws IOException;
    }

    /** A request as it was received. */
    record Received(String method, String path, String contentType, String body) {

        JsonNode json() {
            try {
                return TestClient.MAPPER.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String at(String pointer) {
            return json().at(pointer).asText();
        }

        /** For instance {@code system/phone offline}. */
        String name() {
            return at("/type") + "/" + (json().has("event") ? at("/event") : at("/data/message"));
        }
    }

    WebhookReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    /** The statuses of the next responses; 200 after them. */
    void answer(int... statuses) {
        for (int status : statuses) {
            answers.add(exchange -> respond(exchange, status, "status " + status));
        }
    }

    void answerNext(Answer answer) {
        answers.add(answer);
    }

    void answerAlways(Answer answer) {
        otherwise = answer;
    }

    void answerAlways(int status) {
        answerAlways(exchange -> respond(exchange, status, "status " + status));
    }

    static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, status == 204 || bytes.length == 0 ? -1 : bytes.length);
        if (status != 204 && bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    /** Waits for the next request, probes included. */
    Received next() {
        try {
            Received next = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("No request within " + PATIENCE_SECONDS + " s");
            }
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    List<Received> next(int count) {
        List<Received> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(next());
        }
        return all;
    }

    /** Requests that arrived and were not taken. */
    int waiting() {
        return received.size();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(new Received(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders().getFirst("Content-Type"),
                body));
        Answer answer = answers.poll();
        (answer == null ? otherwise : answer).send(exchange);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
