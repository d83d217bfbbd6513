/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The start of a Camel context with one route, in a JVM that has not started one before. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(60)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@State(Scope.Benchmark)
public class StartBenchmark {

    @Param({"byHand", "ours"})
    public Variant variant;

    private CamelContext context;

    @Benchmark
    public void context() throws Exception {
        context = new DefaultCamelContext();
        if (variant == Variant.ours) {
            ContenderContexts.connect(context);
        }
        String channels = ContenderContexts.channelsUri(ApiCompany.SMALL);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:list")
                        .to(variant == Variant.ours ? "pact-channels:list?companyId=154&pageSize=100" : channels);
            }
        });
        context.start();
    }

    @TearDown
    public void close() throws Exception {
        context.close();
    }
}
