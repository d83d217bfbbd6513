/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the sandbox remembers of one channel beyond its id and provider. Guarded by its {@link Company}. */
final class ChannelLife {

    final long id;
    final String provider;
    final Map<String, Object> parameters = new LinkedHashMap<>();
    ChannelState state;

    /** The last code sent that was not used up yet, or null. */
    OneTimeCode code;

    /** Telegram: the code was right, and the account has a password. */
    boolean passwordAwaited;

    /** Instagram: the steps still to take; null before the first call of a login. */
    Deque<InstagramStep> instagramSteps;

    ChannelLife(long id, String provider, ChannelState state) {
        this.id = id;
        this.provider = provider;
        this.state = state;
    }

    /** A text parameter of create or update, or null. */
    String text(String name) {
        return parameters.get(name) instanceof String text ? text : null;
    }

    SandboxChannel picture() {
        return new SandboxChannel(id, provider, state, Collections.unmodifiableMap(new LinkedHashMap<>(parameters)));
    }
}
