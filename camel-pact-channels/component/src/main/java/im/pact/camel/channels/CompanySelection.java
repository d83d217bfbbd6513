/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.client.Pages;
import im.pact.camel.channels.client.PrefetchedPages;
import im.pact.camel.channels.model.Company;
import im.pact.camel.channels.model.Page;
import im.pact.camel.channels.request.LogText;
import im.pact.camel.channels.request.PageRequest;
import im.pact.camel.channels.request.ParameterType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** The companies that a consumer polls, as the option {@code companies} names them: ids, all companies of the token, or a bean. */
final class CompanySelection {

    private static final String ALL = "all";

    private static final PageRequest LARGE_PAGES = new PageRequest(100, null, null);

    /** Ids, {@link #ALL}, or a supplier of ids. */
    private final Object selected;

    private CompanySelection(Object selected) {
        this.selected = selected;
    }

    /** One company. */
    static CompanySelection of(long companyId) {
        return new CompanySelection(List.of(companyId));
    }

    /** @throws IllegalArgumentException if the option has another value */
    static CompanySelection of(Object option) {
        if (option instanceof Supplier<?>) {
            return new CompanySelection(option);
        } else if (option instanceof Iterable<?> ids) {
            return new CompanySelection(ids(ids));
        }
        String text = String.valueOf(option).strip();
        return new CompanySelection(text.equalsIgnoreCase(ALL) ? ALL : ids(Arrays.asList(text.split(","))));
    }

    private static List<Long> ids(Iterable<?> values) {
        List<Long> ids = new ArrayList<>();
        for (Object value : values) {
            Long id = ParameterType.wholeNumber(value);
            if (id == null || id <= 0) {
                throw new IllegalArgumentException(
                        "list: companies must be all, positive numbers with commas between them, or a bean of the"
                                + " type Supplier<Iterable<Long>> (was " + LogText.ofValue(value) + ")");
            }
            ids.add(id);
        }
        return ids;
    }

    /** The companies if they are known without a poll; otherwise none. */
    List<Long> fixed() {
        return selected instanceof List<?> ids ? ids(ids) : List.of();
    }

    /**
     * The companies of a new poll.
     *
     * @param pages    requests a page of the companies of the token
     * @param executor requests pages ahead; {@code null} if they are requested when they are needed
     * @param listed   is notified of companies before they are polled
     */
    PollCompanies companies(
            Function<PageRequest, Page<Company>> pages, ExecutorService executor, Consumer<Collection<Long>> listed) {
        if (selected.equals(ALL)) {
            Pages<Company> listing = Pages.ofCompanies(pages, LARGE_PAGES, Integer.MAX_VALUE);
            return new PollCompanies(
                    new IdPages(listing, executor == null ? listing : new PrefetchedPages<>(listing, executor)),
                    listing::isComplete,
                    listed);
        }
        List<Long> ids = selected instanceof Supplier<?> bean ? ids((Iterable<?>) bean.get()) : fixed();
        return new PollCompanies(List.of(ids).iterator(), () -> true, listed);
    }

    /**
     * The ids of a listing of companies.
     *
     * @param listing the listing
     * @param pages   the same pages, requested ahead
     */
    private record IdPages(Pages<Company> listing, Iterator<Page<Company>> pages) implements Iterator<List<Long>> {

        @Override
        public boolean hasNext() {
            return pages.hasNext();
        }

        @Override
        public List<Long> next() {
            Page<Company> page = pages.next();
            if (!pages.hasNext()) {
                listing.check();
            }
            return page.items().stream().map(Company::companyId).toList();
        }
    }
}
