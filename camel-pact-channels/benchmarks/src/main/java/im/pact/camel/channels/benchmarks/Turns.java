/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The results of contenders that take turns within one JVM: the work, the time in nanoseconds, and the allocated bytes. JMH adds
 * them up over the threads and iterations of a fork.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Turns {

    public long bareCount;
    public long bareNanos;
    public long bareBytes;
    public long byHandCount;
    public long byHandNanos;
    public long byHandBytes;
    public long oursCount;
    public long oursNanos;
    public long oursBytes;
    public long prefetchingCount;
    public long prefetchingNanos;

    void add(Variant variant, long count, long nanos, long bytes) {
        switch (variant) {
            case bare -> {
                bareCount += count;
                bareNanos += nanos;
                bareBytes += bytes;
            }
            case byHand -> {
                byHandCount += count;
                byHandNanos += nanos;
                byHandBytes += bytes;
            }
            case ours -> {
                oursCount += count;
                oursNanos += nanos;
                oursBytes += bytes;
            }
            case prefetching -> {
                prefetchingCount += count;
                prefetchingNanos += nanos;
            }
        }
    }
}
