/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;

/** What is read of the result of one fork. */
enum Metric {
    CALLS_PER_SECOND("calls/s"),
    SECONDS("s"),
    MILLIS("ms"),
    ALLOCATED("B/call") {
        @Override
        double of(BenchmarkResult fork) {
            return secondary(fork, "gc.alloc.rate.norm");
        }
    },
    LIVE_HEAP("MiB") {
        @Override
        double of(BenchmarkResult fork) {
            return secondary(fork, "liveBytes") / (1 << 20);
        }
    },
    RECORDS_PER_SECOND("records/s") {
        @Override
        double of(BenchmarkResult fork) {
            ApiCompany company = ApiCompany.valueOf(fork.getParams().getParam("company"));
            return company.channels() / super.of(fork);
        }
    };

    private final String unit;

    Metric(String unit) {
        this.unit = unit;
    }

    String unit() {
        return unit;
    }

    /** The mean over the iterations of a fork. */
    double of(BenchmarkResult fork) {
        return fork.getPrimaryResult().getScore();
    }

    private static double secondary(BenchmarkResult fork, String name) {
        Result<?> result = fork.getSecondaryResults().get(name);
        if (result == null) {
            throw new IllegalStateException(
                    "There is no " + name + " of " + fork.getParams().getBenchmark());
        }
        return result.getScore();
    }
}
