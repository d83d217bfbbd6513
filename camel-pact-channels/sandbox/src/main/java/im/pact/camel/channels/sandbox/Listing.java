/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Pages of rows that have an id: their parameters, page tokens, and the ways in which a listing can end. */
final class Listing {

    private static final int MAX_TOKEN_LENGTH = 255;
    private static final int MAX_PER_PAGE = 100;
    private static final int DEFAULT_PER_PAGE = 50;

    private final SandboxState state;

    Listing(SandboxState state) {
        this.state = state;
    }

    /** Rows in the order of their ids. */
    @FunctionalInterface
    interface Rows<T> {

        /** At most {@code limit} rows after the cursor, in the given direction. */
        List<T> after(long cursor, boolean ascending, int limit);
    }

    /**
     * One page.
     *
     * @param scope what the page tokens are valid for: the id of a company, or 0 for the list of companies
     * @param field the name of the array in the response
     */
    <T> ApiResponse page(
            Parameters parameters,
            long scope,
            String field,
            Rows<T> rows,
            ToLongFunction<T> id,
            Function<T, Map<String, Object>> json) {
        int perPage = perPage(parameters);
        boolean ascending = ascending(parameters);
        long start = ascending ? ChannelTable.BEFORE_ALL : ChannelTable.AFTER_ALL;
        long cursor = cursor(parameters, scope, start);

        List<T> found = rows.after(cursor, ascending, perPage + 1);
        boolean more = found.size() > perPage;
        List<T> page = more ? found.subList(0, perPage) : found;
        long last = last(page, cursor, id);

        Map<String, Object> data = Json.object(field, page.stream().map(json).toList());
        switch (state.rules.paging()) {
            case NORMAL -> {
                if (more) {
                    data.put("next_page", token(scope, last));
                }
            }
            case NULL_AT_END -> data.put("next_page", more ? token(scope, last) : null);
            case BLANK_AT_END -> data.put("next_page", more ? token(scope, last) : "");
            case EMPTY_PAGE_AT_END -> data.put("next_page", token(scope, last));
            case SAME_TOKEN_FOREVER ->
                data.put("next_page", token(scope, last(rows.after(start, ascending, perPage), start, id)));
        }
        return ApiResponse.ok(data);
    }

    private static <T> long last(List<T> page, long cursor, ToLongFunction<T> id) {
        return page.isEmpty() ? cursor : id.applyAsLong(page.get(page.size() - 1));
    }

    private String token(long scope, long lastId) {
        return state.pageTokens.token(scope, lastId, state.rules.plainPageTokens());
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
    private long cursor(Parameters parameters, long scope, long start) {
        String from = parameters.text("from");
        if (from == null) {
            return start;
        }
        if (from.codePointCount(0, from.length()) > MAX_TOKEN_LENGTH) {
            throw ApiError.invalidParameter("from", "must be a String not more than " + MAX_TOKEN_LENGTH + " symbols");
        }
        return state.pageTokens.cursor(scope, from).orElse(start);
    }
}
