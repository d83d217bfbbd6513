/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

/** How a listing ends. The service does {@link #NORMAL}; the others are for tests of a client's paging. */
public enum Paging {
    /** The last page has no {@code next_page}. */
    NORMAL,
    /** The last page has {@code "next_page": null}. */
    NULL_AT_END,
    /** The last page has {@code "next_page": ""}. */
    BLANK_AT_END,
    /** Every page has a {@code next_page}; after the last channel the pages are empty, without end. */
    EMPTY_PAGE_AT_END,
    /** Every page has the same {@code next_page}, which returns the second page, without end. */
    SAME_TOKEN_FOREVER
}
