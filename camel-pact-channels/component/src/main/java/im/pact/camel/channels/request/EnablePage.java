/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import java.util.Map;

/** Selects the page of an {@code instagram_business} channel. The response of create has the pages in {@code create_pages}. */
public final class EnablePage extends ApiRequest {

    /** @param parameters {@code page_id}, and optionally {@code sync_period}, by their names in the API or in camelCase */
    public EnablePage(Map<String, ?> parameters) {
        this(new Builder(PactChannelsOperation.enablePage).putAll(parameters));
    }

    public EnablePage(Builder builder) {
        super(PactChannelsOperation.enablePage, builder);
    }

    /** @param pageId the {@code id} of one of the pages */
    public static EnablePage of(long pageId) {
        return new EnablePage(Map.of("page_id", pageId));
    }

    /**
     * Imports existing messages.
     *
     * @param period the age of the oldest messages to import: {@code day}, {@code week}, {@code month} or {@code all}
     */
    public EnablePage syncPeriod(String period) {
        return with("sync_period", period);
    }

    /** The same request with another parameter, under its name in the API or in camelCase. */
    public EnablePage with(String name, Object value) {
        return new EnablePage(new Builder(this).replace(name, value));
    }
}
