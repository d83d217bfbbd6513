/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/**
 * The pages of an {@code instagram_business} channel: create offers them, {@code enable_page_instagram} selects one.
 *
 * <p>The response of create was published for one day. Method and response of {@code enable_page_instagram} never were:
 * {@link #enable} is our guess.
 */
final class InstagramPages {

    private static final List<String> SYNC_PERIODS = List.of("day", "week", "month", "all");

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final SandboxState state;

    InstagramPages(SandboxState state) {
        this.state = state;
    }

    /** The response of create. The pages are next to {@code data}, not inside it. */
    ApiResponse created(long channelId, ApiRequest request) {
        List<Map<String, Object>> pages = state.rules.instagramPages().stream()
                .map(id -> page(id, request.company().id))
                .toList();
        return ApiResponse.flat(
                "status",
                "created",
                "data",
                Json.object("external_id", channelId, "billing_start_date", 0),
                "create_pages",
                Json.object("page", pages));
    }

    ApiResponse enable(ApiRequest request) {
        StoredChannel channel = request.channel();
        if (!channel.provider.equals(ProviderChecks.INSTAGRAM_BUSINESS)) {
            throw ApiError.badRequest(
                    "wrong_provider", "Only for instagram_business channels, not for " + channel.provider);
        }
        Parameters parameters = request.parameters();
        Long pageId = parameters.integer("page_id");
        if (pageId == null) {
            throw ApiError.invalidParameter("page_id", "is required");
        }
        List<Long> pages = state.rules.instagramPages();
        if (!pages.isEmpty() && !pages.contains(pageId)) {
            throw ApiError.invalidParameter("page_id", "must be one of " + pages);
        }
        parameters.optionalOneOf("sync_period", SYNC_PERIODS);
        channel.parameters.putAll(parameters.asMap());
        if (channel.state == ChannelState.WAITING) {
            state.life.connected(channel);
        }
        return ApiResponse.flat("status", "ok");
    }

    private Map<String, Object> page(long id, long companyId) {
        String now = TIMESTAMP.format(state.rules.clock().instant());
        return Json.object(
                "id",
                id,
                "auth_id",
                id,
                "company_id",
                companyId,
                "token",
                "page-token-" + id,
                "name",
                "Page " + id,
                "ig_name",
                null,
                "ig_username",
                "user" + id,
                "ig_external_id",
                Long.toString(id),
                "ig_business_account_external_id",
                Long.toString(id),
                "external_id",
                Long.toString(id),
                "category",
                "shop",
                "enabled",
                null,
                "created_at",
                now,
                "updated_at",
                now);
    }
}
