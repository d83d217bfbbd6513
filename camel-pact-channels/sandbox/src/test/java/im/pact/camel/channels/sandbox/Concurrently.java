/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Runs many clients that start at the same moment. */
final class Concurrently {

    private Concurrently() {}

    /** Runs {@code client} for 0 to {@code count - 1}, each in its own thread, and returns their results. */
    static <T> List<T> run(int count, IntFunction<T> client) throws Exception {
        CyclicBarrier start = new CyclicBarrier(count);
        List<Callable<T>> clients = IntStream.range(0, count)
                .mapToObj(i -> (Callable<T>) () -> {
                    start.await();
                    return client.apply(i);
                })
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(clients)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }
}
