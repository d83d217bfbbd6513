/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A page in a Chromium without a window, used with its keyboard through the DevTools protocol. */
final class Chromium implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> responses = new ConcurrentHashMap<>();
    private final Process process;
    private final WebSocket page;

    /** The program, if one is installed. */
    static Optional<Path> program() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(directory -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @param directory a directory for the files of the browser */
    Chromium(Path directory) throws Exception {
        ProcessBuilder command = new ProcessBuilder(
                        program().orElseThrow().toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--hide-scrollbars",
                        "--window-size=800,900",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + directory,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        command.environment().put("TMPDIR", directory.getParent().toString());
        process = command.start();
        Path portFile = directory.resolve("DevToolsActivePort");
        await().atMost(PATIENCE)
                .until(() ->
                        Files.exists(portFile) && Files.readAllLines(portFile).size() == 2);
        URI pages =
                URI.create("http://127.0.0.1:" + Files.readAllLines(portFile).get(0) + "/json/list");
        await().atMost(PATIENCE).until(() -> pages(pages).size() == 1);
        page = client.newWebSocketBuilder()
                .buildAsync(
                        URI.create(
                                pages(pages).get(0).path("webSocketDebuggerUrl").asText()),
                        new Responses())
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private List<JsonNode> pages(URI uri) throws Exception {
        String list = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
        return Stream.of(JSON.readValue(list, JsonNode[].class))
                .filter(target -> target.path("type").asText().equals("page"))
                .toList();
    }

    void open(String url) throws Exception {
        send("Page.navigate", Map.of("url", url));
        await().atMost(PATIENCE).until(() -> evaluate("location.href === '" + url + "' && document.readyState")
                .equals("complete"));
    }

    /** Presses a key that writes nothing, such as {@code Tab}, or {@code Enter}. */
    void press(String key) throws Exception {
        int code = Map.of("Tab", 9, "Enter", 13, "ArrowDown", 40).get(key);
        Map<String, Object> event = Map.of("key", key, "code", key, "windowsVirtualKeyCode", code);
        Map<String, Object> down = new HashMap<>(event);
        down.put("type", "keyDown");
        if (key.equals("Enter")) {
            down.put("text", "\r");
        }
        send("Input.dispatchKeyEvent", down);
        Map<String, Object> up = new HashMap<>(event);
        up.put("type", "keyUp");
        send("Input.dispatchKeyEvent", up);
    }

    void type(String text) throws Exception {
        for (char character : text.toCharArray()) {
            send("Input.dispatchKeyEvent", Map.of("type", "char", "text", String.valueOf(character)));
        }
    }

    /** The value of an expression in JavaScript, as text. */
    String evaluate(String expression) throws Exception {
        return send("Runtime.evaluate", Map.of("expression", "String(" + expression + ")"))
                .path("result")
                .path("value")
                .asText();
    }

    void awaitValue(String expression, String expected) {
        await(expression).atMost(PATIENCE).until(() -> evaluate(expression), expected::equals);
    }

    byte[] screenshot() throws Exception {
        return Base64.getDecoder()
                .decode(send("Page.captureScreenshot", Map.of("format", "png"))
                        .path("data")
                        .asText());
    }

    private JsonNode send(String method, Map<String, Object> parameters) throws Exception {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> response = new CompletableFuture<>();
        responses.put(id, response);
        String request = JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
        page.sendText(request, true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return response.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).path("result");
    }

    @Override
    public void close() throws Exception {
        page.abort();
        List<ProcessHandle> processes = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        processes.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle each : processes) {
            each.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private final class Responses implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                complete(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        private void complete(String message) {
            try {
                JsonNode response = JSON.readTree(message);
                CompletableFuture<JsonNode> waiting =
                        responses.remove(response.path("id").asInt());
                if (waiting != null) {
                    waiting.complete(response);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
