/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.List;
import java.util.Map;

/** "Get All channels". */
final class ListChannels {

    private static final int MAX_TOKEN_LENGTH = 255;
    private static final int MAX_PER_PAGE = 100;
    private static final int DEFAULT_PER_PAGE = 50;

    private final SandboxState state;

    ListChannels(SandboxState state) {
        this.state = state;
    }

    ApiResponse list(ApiRequest request) {
        Parameters parameters = request.parameters();
        int perPage = perPage(parameters);
        boolean ascending = ascending(parameters);
        long start = ascending ? ChannelTable.BEFORE_ALL : ChannelTable.AFTER_ALL;
        long cursor = cursor(request, start);

        ChannelTable channels = request.company().channels;
        List<ChannelTable.Row> rows = channels.rows(cursor, ascending, perPage + 1);
        boolean more = rows.size() > perPage;
        List<ChannelTable.Row> page = more ? rows.subList(0, perPage) : rows;
        long last = page.isEmpty() ? cursor : page.get(page.size() - 1).id();

        Map<String, Object> data =
                Json.object("channels", page.stream().map(ListChannels::json).toList());
        switch (state.rules.paging()) {
            case NORMAL -> {
                if (more) {
                    data.put("next_page", token(request, last));
                }
            }
            case NULL_AT_END -> data.put("next_page", more ? token(request, last) : null);
            case BLANK_AT_END -> data.put("next_page", more ? token(request, last) : "");
            case EMPTY_PAGE_AT_END -> data.put("next_page", token(request, last));
            case SAME_TOKEN_FOREVER -> {
                List<ChannelTable.Row> firstPage = channels.rows(start, ascending, perPage);
                long lastOfFirst = firstPage.isEmpty()
                        ? start
                        : firstPage.get(firstPage.size() - 1).id();
                data.put("next_page", token(request, lastOfFirst));
            }
        }
        return ApiResponse.ok(data);
    }

    private String token(ApiRequest request, long lastId) {
        return state.pageTokens.token(request.company().id, lastId, state.rules.plainPageTokens());
    }

    private static Map<String, Object> json(ChannelTable.Row row) {
        return Json.object("external_id", row.id(), "provider", row.provider());
    }

    private static int perPage(Parameters parameters) {
        Long per = parameters.integer("per");
        if (per == null) {
            return DEFAULT_PER_PAGE;
        }
        if (per < 1 || per > MAX_PER_PAGE) {
            throw ApiError.invalidParameter("per", "must be a number between 1 and " + MAX_PER_PAGE);
        }
        return per.intValue();
    }

    private static boolean ascending(Parameters parameters) {
        String direction = parameters.text("sort_direction");
        if (direction == null || direction.equals("asc")) {
            return true;
        }
        if (direction.equals("desc")) {
            return false;
        }
        throw ApiError.invalidParameter("sort_direction", "must be asc or desc");
    }

    /** "Not valid or empty token return first page": only a token that is too long is rejected. */
    private long cursor(ApiRequest request, long start) {
        String from = request.parameters().text("from");
        if (from == null) {
            return start;
        }
        if (from.codePointCount(0, from.length()) > MAX_TOKEN_LENGTH) {
            throw ApiError.invalidParameter("from", "must be a String not more than " + MAX_TOKEN_LENGTH + " symbols");
        }
        return state.pageTokens.cursor(request.company().id, from).orElse(start);
    }
}
