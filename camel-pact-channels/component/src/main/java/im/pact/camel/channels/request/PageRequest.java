/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import im.pact.camel.channels.model.Page;

/**
 * A part of a listing: the query parameters of "Get All channels" and of "Get all companies". A value of {@code null} is not sent, so the default of the
 * service applies.
 *
 * @param pageSize      items on a page ({@code per}), 1 to 100; the service's default is 50
 * @param pageToken     {@link Page#nextPageToken()} of the page before ({@code from}); {@code null} is the first page
 * @param sortDirection by id, {@code asc} by default ({@code sort_direction})
 */
public record PageRequest(Integer pageSize, String pageToken, SortDirection sortDirection) {

    /** The first page, with the defaults of the service. */
    public static final PageRequest FIRST = new PageRequest(null, null, null);

    /** The same listing from another page on. */
    public PageRequest at(String token) {
        return new PageRequest(pageSize, token, sortDirection);
    }
}
