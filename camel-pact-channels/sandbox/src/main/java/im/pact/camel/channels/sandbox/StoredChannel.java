/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.time.Instant;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Future;

/** The state that the sandbox keeps of a channel. Guarded by the monitor of its {@link Company}. */
final class StoredChannel {

    final Company company;
    final long id;
    final String provider;
    final Map<String, Object> parameters = new LinkedHashMap<>();
    ChannelState state;

    /** The last code sent, until it is used; null if there is none. */
    OneTimeCode code;

    /** Telegram: the code was confirmed, the password of the account is still missing. */
    boolean passwordPending;

    /** Instagram: the remaining steps of the login; null before its first request. */
    Deque<InstagramStep> instagramSteps;

    /** When the channel was created by a request; null if it was added by the Java API. */
    Instant createdAt;

    /** Number of QR codes issued so far. */
    int qrCodes;

    /** Text of the QR code that waits for a scan, or null. */
    String qrText;

    /** Issues the next QR code, unless it is cancelled; null if none is scheduled. */
    Future<?> nextQrCode;

    /** Conversations by phone. */
    final Map<String, Long> conversations = new HashMap<>();

    StoredChannel(Company company, long id, String provider, ChannelState state) {
        this.company = company;
        this.id = id;
        this.provider = provider;
        this.state = state;
    }

    /** A text parameter of create or update, or null. */
    String text(String name) {
        return parameters.get(name) instanceof String text ? text : null;
    }

    SandboxChannel snapshot() {
        return new SandboxChannel(id, provider, state, Collections.unmodifiableMap(new LinkedHashMap<>(parameters)));
    }
}
