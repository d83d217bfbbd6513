/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Posts JSON to the receiver of a company. It follows no redirects, and limits time and size of a response. */
final class WebhookSender implements AutoCloseable {

    private final ExecutorService threads =
            Executors.newCachedThreadPool(task -> WebhookDeliveries.thread("pact-sandbox-http", task));

    /** Created with the first event: most sandboxes send none. */
    private HttpClient client;

    private boolean closed;

    WebhookAttempt post(URI url, byte[] body, Duration timeout) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        HttpClient connected = client();
        if (connected == null) {
            return failed("The sandbox is stopped");
        }
        CompletableFuture<HttpResponse<String>> response = connected.sendAsync(request, info -> new LimitedText());
        try {
            // Unlike the time-out of the request, this one includes the body of the response.
            HttpResponse<String> complete = response.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new WebhookAttempt(complete.statusCode(), complete.body(), null);
        } catch (TimeoutException e) {
            return failed("No response within " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            return failed(reason(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed("The sandbox is stopped");
        } finally {
            response.cancel(true);
        }
    }

    private static WebhookAttempt failed(String reason) {
        return new WebhookAttempt(0, "", reason);
    }

    private static String reason(Throwable failure) {
        if (failure instanceof ConnectException) {
            return "Connection refused";
        }
        return failure instanceof IOException && failure.getMessage() != null
                ? failure.getMessage()
                : failure.toString();
    }

    private synchronized HttpClient client() {
        if (client == null && !closed) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .proxy(HttpClient.Builder.NO_PROXY)
                    .executor(threads)
                    .build();
        }
        return client;
    }

    @Override
    public synchronized void close() {
        closed = true;
        threads.shutdownNow();
        if (client != null) {
            shutdownNow(client);
            client = null;
        }
    }

    /** Java 21 and later stop a client immediately; earlier ones stop its thread when it is garbage. */
    private static void shutdownNow(HttpClient client) {
        try {
            HttpClient.class.getMethod("shutdownNow").invoke(client);
        } catch (NoSuchMethodException beforeJava21) {
            // Nothing else to do.
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("The HTTP client cannot be stopped", e);
        }
    }
}
