/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import im.pact.camel.channels.benchmarks.Contender.Job;
import im.pact.camel.channels.benchmarks.Contender.Work;
import im.pact.camel.channels.model.PactChannel;
import java.util.List;
import java.util.stream.IntStream;

/** The contenders. */
public enum Variant {
    bare("bare"),
    byHand("hand-written"),
    ours("component"),
    /** The component as a consumer with {@code prefetch}. */
    prefetching("with prefetch");

    private final String title;

    Variant(String title) {
        this.title = title;
    }

    /** For people. */
    String title() {
        return title;
    }

    /** Starts a contender, and fails if its results are wrong. */
    Contender start(Work work) throws Exception {
        Contender contender =
                switch (this) {
                    case bare -> new BareClient(work);
                    case byHand -> new HandWrittenRoutes(work);
                    case ours, prefetching -> new ComponentRoutes(work);
                };
        check(contender, work);
        return contender;
    }

    private void check(Contender contender, Work work) throws Exception {
        same(expectedChannels(work.pageSize()), contender.channels(contender.list()));
        Job expected = new Job(17, ApiResponses.CHANNEL_ID, "trying_deliver");
        same(expected, contender.job(contender.sendFirst(Contender.TEXT, Contender.PHONE)));
    }

    private void same(Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new IllegalStateException(this + " returned " + actual + " instead of " + expected);
        }
    }

    private static List<PactChannel> expectedChannels(int size) {
        return IntStream.range(0, size)
                .mapToObj(index -> new PactChannel(ApiCompany.channelId(index), ApiCompany.provider(index)))
                .toList();
    }
}
