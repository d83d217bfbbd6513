/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.model;

/**
 * One page of a listing ("Get All channels", "Get all companies").
 *
 * @param items         the channels or companies of this page, in the order of the service
 * @param nextPageToken the token for the request of the next page ({@code next_page}), or {@code null} after the last page; opaque,
 *                      and invalid after a while
 * @param <T>           channels or companies
 */
public record Page<T extends ApiObject>(ApiList<T> items, String nextPageToken) {

    public Page {
        nextPageToken = nextPageToken == null || nextPageToken.isBlank() ? null : nextPageToken;
    }
}
