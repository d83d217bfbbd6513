/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

/**
 * The maximum nesting of a value. Code that reads or writes a value uses one level of the stack for each level of the value, so a
 * value without an end, or one that was made to do harm, has to fail before.
 */
public final class NestingLimit {

    private static final int LIMIT = 100;

    private NestingLimit() {}

    /**
     * Rejects a value that is nested too deep.
     *
     * @param name the name of the value, for the message
     * @throws IllegalArgumentException if maps, collections and arrays are nested more than 100 levels
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
