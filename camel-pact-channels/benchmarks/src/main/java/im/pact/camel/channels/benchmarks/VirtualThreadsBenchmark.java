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
 * A thousand simultaneous requests, each of which waits 100 ms for the server. It measures virtual threads, so it runs on a JDK
 * that does not pin them. If there are no virtual threads (in the tests), it uses platform threads.
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
    public int requests;

    private Contender contender;
    private ExecutorService threads;

    @Setup
    public void start() throws Exception {
        contender = variant.start(new Work(ApiCompany.SLOW, 100, requests));
        threads = threadPerTask();
    }

    @Benchmark
    public void requests() throws Exception {
        List<Callable<Object>> all = Collections.nCopies(requests, contender::list);
        for (Future<Object> response : threads.invokeAll(all)) {
            response.get();
        }
    }

    @TearDown
    public void stop() throws Exception {
        threads.shutdownNow();
        contender.close();
    }

    /** By reflection: the method for virtual threads is newer than the Java version that this is compiled for. */
    private static ExecutorService threadPerTask() throws ReflectiveOperationException {
        if (Runtime.version().feature() < 21) {
            return Executors.newCachedThreadPool();
        }
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }
}
