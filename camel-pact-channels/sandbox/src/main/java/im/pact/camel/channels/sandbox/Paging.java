/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

/** How the pages of a listing end. A real server is {@link #NORMAL}; the others are for tests of a client's page walk. */
public enum Paging {
    /** The last page has no {@code next_page}. */
    NORMAL,
    /** The last page says {@code "next_page": null}. */
    NULL_AT_END,
    /** The last page says {@code "next_page": ""}. */
    BLANK_AT_END,
    /** Every page has a {@code next_page}; behind the last channel come empty pages, for ever. */
    EMPTY_PAGE_AT_END,
    /** Every page names the same {@code next_page}, which answers the second page, for ever. */
    SAME_TOKEN_FOREVER
}
