/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;

/**
 * Every response gives a correct result or a {@link PactChannelsException}, in a short time and with little memory. A thousand
 * tries each; a hundred thousand with
 * {@code mvnw verify -Dgroups=fuzz -Djqwik.tries.default=100000 -pl camel-pact-channels/component -am}.
 */
@Tag("fuzz")
class ResponseFuzzTest {

    /** Maximum number of bytes that a request may allocate. */
    private static final long MOST_MEMORY = 64 << 20;

    private static final Duration WATCHDOG = Duration.ofSeconds(20);

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static MemoryHttpClient memory;
    private static ScheduledExecutorService timer;
    private static ExecutorService thread;
    private static long usedBefore;
    private static long largest;
    private static long slowest;

    /** A response and its changes. */
    record Sample(FuzzedOperation operation, String response, List<Mutation> mutations) {

        byte[] body() {
            return apply(response.getBytes(UTF_8));
        }

        byte[] apply(byte[] bytes) {
            byte[] spoiled = bytes;
            for (Mutation mutation : mutations) {
                spoiled = mutation.apply(spoiled);
            }
            return spoiled;
        }
    }

    @BeforeContainer
    static void start() {
        memory = new MemoryHttpClient();
        timer = Executors.newSingleThreadScheduledExecutor();
        thread = Executors.newSingleThreadExecutor();
        usedBefore = used();
    }

    @AfterContainer
    static void stop() throws IOException {
        memory.httpClient.close();
        timer.shutdownNow();
        thread.shutdownNow();
        long kept = used() - usedBefore;
        System.out.printf(
                "%s: at most %,d KiB and %d ms for one request, %,d KiB more in use after all%n",
                ResponseFuzzTest.class.getSimpleName(), largest >> 10, slowest / 1_000_000, kept >> 10);
        assertThat(kept).as("memory that is kept").isLessThan(MOST_MEMORY);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void malformed_body_is_read_correctly_or_rejected(@ForAll("samples") Sample sample) throws Exception {
        byte[] body = sample.body();

        Object result =
                send(sample.operation, wire("HTTP/1.1 200 OK", "Content-Length: " + body.length + "\r\n", body));

        if (result != null) {
            sample.operation.checkResult(body, result);
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void unusual_status_line_or_header_does_not_change_the_result(
            @ForAll("operations") Tuple.Tuple2<FuzzedOperation, String> good,
            @ForAll("statusLines") String statusLine,
            @ForAll("headers") String headers)
            throws Exception {
        byte[] body = good.get2().getBytes(UTF_8);

        Object result = send(good.get1(), wire(statusLine, headers, body));

        if (result != null) {
            good.get1().checkResult(body, result);
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void malformed_response_gives_a_result_or_an_exception(
            @ForAll("samples") Sample sample,
            @ForAll("statusLines") String statusLine,
            @ForAll("headers") String headers)
            throws Exception {
        byte[] body = sample.response.getBytes(UTF_8);

        send(
                sample.operation,
                sample.apply(wire(statusLine, "Content-Length: " + body.length + "\r\n" + headers, body)));
    }

    /** Sends the request and returns its result, or {@code null} if it fails with the expected exception. */
    private static Object send(FuzzedOperation operation, byte[] wire) throws Exception {
        CompletableFuture<Object> result = CompletableFuture.supplyAsync(() -> measured(operation, wire), thread);
        try {
            Object some = result.get(WATCHDOG.toSeconds(), TimeUnit.SECONDS);
            Statistics.label("outcome").collect(some.getClass().getSimpleName());
            return some instanceof PactChannelsException ? null : some;
        } catch (TimeoutException e) {
            thread = Executors.newSingleThreadExecutor();
            return fail("It hangs: %s", e, new String(wire, ISO_8859_1));
        } catch (ExecutionException e) {
            throw new AssertionError("Neither result nor exception for " + new String(wire, ISO_8859_1), e.getCause());
        }
    }

    private static Object measured(FuzzedOperation operation, byte[] wire) {
        memory.respond(wire);
        PactChannelsClient client = new HttpPactChannelsClient(
                memory.httpClient,
                new PactChannelsClientSettings(
                        "http://127.0.0.1/p1",
                        false,
                        PactClient.TOKEN,
                        PactClient.LONG,
                        new RetryPolicy(1, Duration.ZERO, Duration.ZERO),
                        null,
                        true),
                timer);
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        Object result;
        try {
            result = operation.on(client);
            assertThat(result).isNotNull();
        } catch (PactChannelsException e) {
            result = e;
        }
        slowest = Math.max(slowest, System.nanoTime() - start);
        long size = THREADS.getCurrentThreadAllocatedBytes() - allocated;
        largest = Math.max(largest, size);
        assertThat(size).as("memory").isLessThan(MOST_MEMORY);
        assertThat(memory.pool.getTotalStats().getLeased())
                .as("leased connections")
                .isZero();
        if (result instanceof PactChannelsException failure) {
            assertReadable(failure);
        }
        return result;
    }

    /** The message of the exception is one line and not too long. */
    private static void assertReadable(PactChannelsException failure) {
        assertThat(failure.getMessage())
                .hasSizeLessThan(1500)
                .doesNotContain(PactClient.TOKEN)
                .satisfies(message -> assertThat(message.chars())
                        .noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029));
        assertThat(failure.getHttpResponseCode()).isBetween(0, 999);
        if (failure.getResponseBody() != null) {
            assertThat(failure.getResponseBody()).hasSizeLessThanOrEqualTo(8 * 1024);
        }
        if (failure.getRetryAfter() != null) {
            assertThat(failure.getRetryAfter()).isGreaterThanOrEqualTo(Duration.ZERO);
        }
    }

    private static byte[] wire(String statusLine, String headers, byte[] body) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        wire.writeBytes((statusLine + "\r\n" + headers + "\r\n").getBytes(UTF_8));
        wire.writeBytes(body);
        return wire.toByteArray();
    }

    /** The used heap after a garbage collection. */
    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Provide
    Arbitrary<Tuple.Tuple2<FuzzedOperation, String>> operations() {
        return Arbitraries.of(FuzzedOperation.values()).flatMap(operation -> Arbitraries.of(operation.responses)
                .map(response -> Tuple.of(operation, response)));
    }

    @Provide
    Arbitrary<Sample> samples() {
        Arbitrary<List<Mutation>> mutations = Mutation.any().list().ofMinSize(0).ofMaxSize(4);
        return Combinators.combine(operations(), mutations)
                .as((good, spoilt) -> new Sample(good.get1(), good.get2(), spoilt));
    }

    @Provide
    Arbitrary<String> statusLines() {
        Arbitrary<Integer> usual = Arbitraries.of(
                200, 201, 202, 204, 205, 206, 301, 302, 304, 400, 401, 402, 403, 404, 408, 410, 418, 429, 500, 502,
                503);
        Arbitrary<Integer> status = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just(200)),
                Tuple.of(3, usual),
                Tuple.of(1, Arbitraries.integers().between(-1, 1100)));
        Arbitrary<String> version = Arbitraries.frequencyOf(
                Tuple.of(20, Arbitraries.just("HTTP/1.1 ")),
                Tuple.of(1, Arbitraries.of("HTTP/1.0 ", "HTTP/2 ", "HTTP/9.9 ", "ICY ", "http/1.1 ", "HTTP/1.1", " ")));
        Arbitrary<String> reason = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of(" OK", "", " ", " Too Many Requests", " " + "long ".repeat(1_000))),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(30).map(text -> " " + text)));
        return Combinators.combine(version, status, reason).as((a, b, c) -> a + b + c);
    }

    @Provide
    Arbitrary<String> headers() {
        Arbitrary<String> names = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just("Retry-After")),
                Tuple.of(
                        6,
                        Arbitraries.of(
                                "Content-Type",
                                "Content-Encoding",
                                "Content-Length",
                                "Transfer-Encoding",
                                "Connection",
                                "Keep-Alive",
                                "Location",
                                "Set-Cookie",
                                "Trailer",
                                "Upgrade",
                                "WWW-Authenticate",
                                "Proxy-Authenticate",
                                "Date",
                                "")),
                Tuple.of(1, Arbitraries.strings().ascii().ofMaxLength(10)));
        Arbitrary<String> values = Arbitraries.frequencyOf(
                Tuple.of(
                        6,
                        Arbitraries.of(
                                "0",
                                "1",
                                "-1",
                                "50",
                                "999999999999999999",
                                "9999999999999999999",
                                "1.5",
                                "1e3",
                                "+5",
                                "Fri, 31 Dec 1999 23:59:59 GMT",
                                "Fri, 31 Dec 9999 23:59:59 GMT",
                                "Sunday, 06-Nov-94 08:49:37 GMT",
                                "Sun Nov  6 08:49:37 1994",
                                "'",
                                "''",
                                "gzip",
                                "deflate",
                                "br",
                                "x-gzip, gzip",
                                "identity",
                                "chunked",
                                "chunked, gzip",
                                "close",
                                "keep-alive",
                                "timeout=-1",
                                "timeout=99999999999",
                                "upgrade",
                                "h2c",
                                "TLS/1.2",
                                "application/json; charset=UTF-16",
                                "text/html; charset=nonsense",
                                ";;;",
                                "/",
                                "http://",
                                "Basic realm=\"x\"",
                                "Digest",
                                "Negotiate",
                                "a=b; Max-Age=x",
                                "x".repeat(5_000))),
                Tuple.of(2, Arbitraries.longs().map(String::valueOf)),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(20)));
        return Combinators.combine(names, values)
                .as((name, value) -> name + ": " + value + "\r\n")
                .list()
                .ofMaxSize(5)
                .map(lines -> lines.stream().collect(Collectors.joining()));
    }
}
