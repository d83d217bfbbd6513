/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.request.LogText;
import im.pact.camel.channels.request.PageRequest;
import im.pact.camel.channels.request.SortDirection;
import java.util.Arrays;
import java.util.function.Function;

/**
 * How to list channels.
 *
 * @param mode     how much of the listing to put into the message
 * @param page     the first page
 * @param maxPages the maximum number of pages; the largest integer if there is no limit
 */
record ListOptions(ListMode mode, PageRequest page, int maxPages) {

    private static final int MAX_TOKEN_LENGTH = 255;

    /**
     * Reads each value from a header, else from the option of the same name.
     *
     * @param operation for messages
     * @param options   the options of the endpoint by their names
     * @throws IllegalArgumentException if a value is not allowed
     */
    static ListOptions of(String operation, MessageHeaders headers, Function<String, Object> options) {
        Values values = new Values(operation, name -> {
            Object header = headers.ofOption(name);
            return header == null ? options.apply(name) : header;
        });
        return new ListOptions(
                values.constant("listMode", ListMode.values()),
                new PageRequest(
                        values.number(WholeNumber.pageSize, null),
                        values.pageToken(),
                        values.constant("sortDirection", SortDirection.values())),
                values.number(WholeNumber.maxPages, Integer.MAX_VALUE));
    }

    private record Values(String operation, Function<String, Object> byName) {

        Integer number(WholeNumber option, Integer absent) {
            return option.read(operation, byName.apply(option.name()), absent);
        }

        String pageToken() {
            Object value = byName.apply("pageToken");
            String token = value == null ? null : value.toString();
            if (token != null && token.codePointCount(0, token.length()) > MAX_TOKEN_LENGTH) {
                throw rejected("pageToken", "at most 255 characters long", value);
            }
            return token;
        }

        <E extends Enum<E>> E constant(String name, E[] constants) {
            Object value = byName.apply(name);
            if (value == null) {
                return null;
            }
            for (E constant : constants) {
                if (constant.name().equalsIgnoreCase(value.toString().strip())) {
                    return constant;
                }
            }
            String names = Arrays.toString(constants);
            throw rejected(name, "one of " + names.substring(1, names.length() - 1), value);
        }

        private IllegalArgumentException rejected(String name, String allowed, Object value) {
            return new IllegalArgumentException(
                    operation + ": " + name + " must be " + allowed + " (was " + LogText.ofValue(value) + ")");
        }
    }
}
