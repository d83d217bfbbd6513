/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.Map;

/** "Get All channels". */
final class ListChannels {

    private final Listing listing;

    ListChannels(SandboxState state) {
        this.listing = new Listing(state);
    }

    ApiResponse list(ApiRequest request) {
        Company company = request.company();
        return listing.page(
                request.parameters(),
                company.id,
                "channels",
                company.channels::rows,
                ChannelTable.Row::id,
                ListChannels::json);
    }

    private static Map<String, Object> json(ChannelTable.Row row) {
        return Json.object("external_id", row.id(), "provider", row.provider());
    }
}
