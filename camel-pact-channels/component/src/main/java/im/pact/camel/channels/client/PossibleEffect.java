/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The possible effect of an operation whose outcome is unknown, for messages. */
final class PossibleEffect {

    private static final Set<String> READ_OPERATIONS = Set.of("list", "userExists", "job", "companies");

    private static final Map<String, String> BY_OPERATION = Map.of(
            "create", "The channel may have been created",
            "update", "The channel may have been changed",
            "delete", "The channel may have been deleted",
            "sendFirst", "The message may have been sent",
            "requestCode", "A code may have been sent",
            "confirm", "The code or password may have been used",
            "enablePage", "The page may have been enabled",
            "registerWebhook", "The webhook may have been registered");

    private PossibleEffect() {}

    /** The possible effect of an operation, empty for operations that only read. */
    static Optional<String> of(String operation) {
        return READ_OPERATIONS.contains(operation)
                ? Optional.empty()
                : Optional.of(BY_OPERATION.getOrDefault(operation, "The request may have been processed"));
    }
}
