/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The operations, by their names in the endpoint URI. */
public enum PactChannelsOperation {
    /** List the channels of the company. */
    list,
    /** Connect a channel. */
    create,
    /** Change a channel, such as its token. */
    update,
    /** Remove or disable a channel. */
    delete,
    /** Send the first message to somebody through WhatsApp or WhatsApp Business. */
    sendFirst,
    /** Ask whether somebody uses WhatsApp. */
    userExists,
    /** Ask for the code that confirms a channel. */
    requestCode,
    /** Confirm a channel with a code or a password. */
    confirm,
    /** Ask how far a first message has come. */
    job;

    /** The record that holds what goes into the body of the call; {@code null} when it has none. */
    public Class<? extends ApiRequest> requestType() {
        return switch (this) {
            case create -> CreateChannel.class;
            case update -> UpdateChannel.class;
            case sendFirst -> FirstMessage.class;
            case requestCode -> RequestCode.class;
            case confirm -> ConfirmCode.class;
            case list, delete, userExists, job -> null;
        };
    }

    /** The operation of that name, read without regard to case; {@code null} when there is none. */
    public static PactChannelsOperation named(String name) {
        return Arrays.stream(values())
                .filter(operation -> operation.name().equalsIgnoreCase(name))
                .findFirst()
                .orElse(null);
    }

    public static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException("Unknown operation '" + LogText.ofValue(name) + "': must be one of "
                + Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", ")));
    }
}
