/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import im.pact.camel.channels.benchmarks.Contender.Work;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A thousand calls at once, each of which waits 100 ms for the server. It is about virtual threads, so it is run on a JDK that
 * does not pin them; where there are none (in the tests), platform threads do.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 40)
@Measurement(iterations = 20)
@State(Scope.Benchmark)
public class VirtualThreadsBenchmark {

    @Param({"bare", "ours"})
    public Variant variant;

    @Param("1000")
    public int calls;

    private Contender contender;
    private ExecutorService threads;

    @Setup
    public void start() throws Exception {
        contender = variant.start(new Work(ApiCompany.SLOW, 100, calls));
        threads = threadPerTask();
    }

    @Benchmark
    public void callAtOnce() throws Exception {
        List<Callable<Object>> all = Collections.nCopies(calls, contender::list);
        for (Future<Object> call : threads.invokeAll(all)) {
            call.get();
        }
    }

    @TearDown
    public void stop() throws Exception {
        threads.shutdownNow();
        contender.close();
    }

    /** The method that makes virtual threads is newer than the Java that this is compiled for. */
    private static ExecutorService threadPerTask() throws ReflectiveOperationException {
        if (Runtime.version().feature() < 21) {
            return Executors.newCachedThreadPool();
        }
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }
}
