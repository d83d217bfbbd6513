/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.model;

/**
 * One page of a listing ("Get All channels").
 *
 * @param channels      the channels of this page, in the order of the service
 * @param nextPageToken what to ask for the page after this one with ({@code next_page}), or {@code null} when the service
 *                      named none; opaque, and worthless after a while
 */
public record ChannelPage(ChannelList channels, String nextPageToken) {

    public ChannelPage {
        nextPageToken = nextPageToken == null || nextPageToken.isBlank() ? null : nextPageToken;
    }
}
