/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A poll whose pages take 50 ms on the server and 50 ms in the route. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(3)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@State(Scope.Benchmark)
public class PrefetchBenchmark {

    private static final long ROUTE_MILLIS = 50;

    @Param({"false", "true"})
    public boolean prefetch;

    @Param("100")
    public int pages;

    @Benchmark
    public void poll() throws Exception {
        CountDownLatch received = new CountDownLatch(pages);
        try (CamelContext context = new DefaultCamelContext()) {
            ContenderContexts.connect(context);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    fromF(
                                    "pact-channels:list?companyId=%d&pageSize=100&emit=page&maxPages=%d&prefetch=%b&initialDelay=0",
                                    ApiCompany.SLOW_PAGES.id(), pages, prefetch)
                            .delay(ROUTE_MILLIS)
                            .process(exchange -> received.countDown());
                }
            });
            context.start();
            received.await();
        }
    }
}
