/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.PollStatistics.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The results of the companies of one poll. A failure is reported, and the other companies go on. Only if no company could be polled,
 * the first failure is the failure of the poll. Safe for use by many threads.
 */
final class CompanyResults {

    private final BiConsumer<Long, Exception> reporter;
    private final List<Long> failed = new ArrayList<>();
    private int polled;
    private Outcome worst = Outcome.complete;

    /** The first failure, as long as no company was polled. */
    private Exception held;

    private Exception end;

    /** @param reporter receives the failures of companies that are not the failure of the poll */
    CompanyResults(BiConsumer<Long, Exception> reporter) {
        this.reporter = reporter;
    }

    /** A company was polled. */
    synchronized void addPolled(Outcome outcome) {
        merge(outcome);
        polled++;
        reportAll();
    }

    /** The poll as a whole has this outcome, or a worse one. */
    synchronized void merge(Outcome outcome) {
        worst = outcome.compareTo(worst) > 0 ? outcome : worst;
    }

    /** A company failed. */
    synchronized void addFailure(long companyId, Exception failure) {
        failed.add(companyId);
        if (polled == 0 && held == null) {
            held = failure;
        } else {
            reporter.accept(companyId, failure);
        }
    }

    /** The failure of a company ends the poll, because all others would fail too. */
    synchronized void endWith(long companyId, Exception failure) {
        failed.add(companyId);
        if (end == null) {
            end = failure;
        }
    }

    /** The poll has another failure than that of a company. */
    synchronized void reportAll() {
        if (held != null) {
            reporter.accept(failed.get(0), held);
            held = null;
        }
    }

    /** Throws the failure of the poll, if it has one. */
    synchronized void check() throws Exception {
        if (end != null) {
            reportAll();
            throw end;
        } else if (held != null) {
            throw held;
        }
    }

    /** The outcome of the poll, if it has not failed as a whole. */
    synchronized Outcome outcome() {
        return failed.isEmpty() || worst == Outcome.stopped ? worst : Outcome.partlyFailed;
    }

    /** The number of companies that were polled or failed. */
    synchronized int companies() {
        return polled + failed.size();
    }

    /** The companies that failed. */
    synchronized List<Long> failed() {
        return List.copyOf(failed);
    }
}
