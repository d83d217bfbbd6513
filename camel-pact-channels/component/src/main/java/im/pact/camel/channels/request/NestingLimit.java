/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

/**
 * How deep a value may be nested. Whatever looks into it, and whatever writes it, goes one level down the stack for each level
 * of the value; what has no end, or came from somebody who means harm, is to fail before.
 */
public final class NestingLimit {

    private static final int LIMIT = 100;

    private NestingLimit() {}

    /**
     * Refuses what is too deep.
     *
     * @param name what the value is called, for the message
     * @throws IllegalArgumentException when maps, collections and arrays stand in each other more than 100 times
     */
    public static void check(String name, Object value) {
        if (exceeds(LIMIT, value)) {
            throw new IllegalArgumentException(name + " must not be nested deeper than " + LIMIT + " levels");
        }
    }

    private static boolean exceeds(int levels, Object value) {
        if (value instanceof Map<?, ?> map) {
            return exceeds(levels, map.values());
        } else if (value instanceof Object[] array) {
            return exceeds(levels, Arrays.asList(array));
        }
        return value instanceof Collection<?> collection
                && (levels == 0 || collection.stream().anyMatch(element -> exceeds(levels - 1, element)));
    }
}
