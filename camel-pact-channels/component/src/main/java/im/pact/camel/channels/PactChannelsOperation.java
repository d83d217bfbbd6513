/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The operations, by their names in the endpoint URI. */
public enum PactChannelsOperation {
    list;

    /** The operation of that name, read without regard to case; {@code null} when there is none. */
    static PactChannelsOperation named(String name) {
        return Arrays.stream(values())
                .filter(operation -> operation.name().equalsIgnoreCase(name))
                .findFirst()
                .orElse(null);
    }

    static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException("Unknown operation '" + name + "': must be one of "
                + Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", ")));
    }
}
