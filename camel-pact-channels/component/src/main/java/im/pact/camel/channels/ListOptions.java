/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.request.LogText;
import im.pact.camel.channels.request.PactChannelsOperation;
import im.pact.camel.channels.request.PageRequest;
import im.pact.camel.channels.request.SortDirection;
import java.util.Arrays;

/**
 * How to list channels: each value from a header, else from the option of the endpoint.
 *
 * @param mode     how much of the listing to put into the message
 * @param page     the first page
 * @param maxPages the maximum number of pages; the largest integer if there is no limit
 */
record ListOptions(ListMode mode, PageRequest page, int maxPages) {

    private static final int MAX_TOKEN_LENGTH = 255;

    /**
     * @param operation for messages
     * @throws IllegalArgumentException if a value is not allowed
     */
    static ListOptions of(PactChannelsEndpoint endpoint, PactChannelsOperation operation, MessageHeaders headers) {
        PactChannelsConfiguration options = endpoint.getConfiguration();
        String name = String.valueOf(operation);
        Integer pageSize = WholeNumber.pageSize.read(
                name, first(headers.get(PactChannelsConstants.PAGE_SIZE), options.getPageSize()), null);
        String pageToken = pageToken(
                name,
                first(
                        headers.get(PactChannelsConstants.PAGE_TOKEN),
                        endpoint.getRequestOptions().getPageToken()));
        SortDirection direction = constant(
                name,
                "sortDirection",
                SortDirection.values(),
                first(headers.get(PactChannelsConstants.SORT_DIRECTION), options.getSortDirection()));
        return new ListOptions(
                constant(
                        name,
                        "listMode",
                        ListMode.values(),
                        first(headers.get(PactChannelsConstants.LIST_MODE), options.getListMode())),
                new PageRequest(pageSize, pageToken, direction),
                WholeNumber.maxPages.read(
                        name,
                        first(headers.get(PactChannelsConstants.MAX_PAGES), options.getMaxPages()),
                        Integer.MAX_VALUE));
    }

    private static Object first(Object header, Object option) {
        return header != null ? header : option;
    }

    private static String pageToken(String operation, Object value) {
        String token = value == null ? null : value.toString();
        if (token != null && token.codePointCount(0, token.length()) > MAX_TOKEN_LENGTH) {
            throw rejected(operation, "pageToken", "at most 255 characters long", value);
        }
        return token;
    }

    private static <E extends Enum<E>> E constant(String operation, String name, E[] constants, Object value) {
        if (value == null) {
            return null;
        }
        for (E constant : constants) {
            if (constant.name().equalsIgnoreCase(value.toString().strip())) {
                return constant;
            }
        }
        String names = Arrays.toString(constants);
        throw rejected(operation, name, "one of " + names.substring(1, names.length() - 1), value);
    }

    private static IllegalArgumentException rejected(String operation, String name, String allowed, Object value) {
        return new IllegalArgumentException(
                operation + ": " + name + " must be " + allowed + " (was " + LogText.ofValue(value) + ")");
    }
}
