/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.model;

/**
 * One page of a listing ("Get All channels").
 *
 * @param channels      the channels of this page, in the order of the service
 * @param nextPageToken the token for the request of the next page ({@code next_page}), or {@code null} after the last page; opaque,
 *                      and invalid after a while
 */
public record ChannelPage(ChannelList channels, String nextPageToken) {

    public ChannelPage {
        nextPageToken = nextPageToken == null || nextPageToken.isBlank() ? null : nextPageToken;
    }
}
