/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** Kinds of codes, with their defaults. */
enum CodeKind {

    /**
     * Six digits, as Telegram and Instagram send them to the user. The first one is 0, to find clients that drop it.
     */
    DIGITS(Duration.ofSeconds(60)) {
        @Override
        String generate() {
            return String.format(
                    Locale.ROOT, "0%05d", ThreadLocalRandom.current().nextInt(100_000));
        }
    },

    /** Letters such as {@code ABCD-EFGH}, which the user types into WhatsApp. */
    LETTERS(Duration.ofSeconds(160)) {
        @Override
        String generate() {
            StringBuilder code = new StringBuilder();
            ThreadLocalRandom.current().ints(8, 'A', 'Z' + 1).forEach(code::appendCodePoint);
            return code.insert(4, '-').toString();
        }
    };

    private final Duration validity;

    CodeKind(Duration validity) {
        this.validity = validity;
    }

    Duration validity() {
        return validity;
    }

    abstract String generate();
}
