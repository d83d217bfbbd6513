/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Recognizes misspelt names of providers. An unknown name is sent unchanged, since the service gets new providers, so a
 * misspelt one would only be noticed when the service rejects it.
 */
public final class ProviderSpelling {

    private static final Set<String> KNOWN = PactChannelsOperation.providers();

    /** The longest abbreviation: vk, fb, tg. */
    private static final int ABBREVIATION = 3;

    private ProviderSpelling() {}

    /** The known name that an unknown name is probably meant to be; empty for a known name and for one that is not similar. */
    public static Optional<String> correctionOf(String provider) {
        String name = letters(provider);
        if (KNOWN.contains(PlainText.trim(provider)) || name.isEmpty()) {
            return Optional.empty();
        }
        String nearest = null;
        int least = name.length() <= ABBREVIATION ? 1 : 2;
        for (String known : KNOWN) {
            int distance = distance(name, letters(known));
            if (distance < least || (distance == least && nearest == null)) {
                least = distance;
                nearest = known;
            }
        }
        return nearest == null ? abbreviated(name) : Optional.of(nearest);
    }

    private static Optional<String> abbreviated(String name) {
        return KNOWN.stream()
                .filter(known -> name.length() <= ABBREVIATION && isAbbreviation(name, known))
                .findFirst();
    }

    /** Whether the letters of a short name are in a known name in this order, and it starts with the first one. */
    private static boolean isAbbreviation(String name, String known) {
        int found = 0;
        for (int i = 0; i < known.length() && found < name.length(); i++) {
            if (known.charAt(i) == name.charAt(found)) {
                found++;
            } else if (found == 0) {
                return false;
            }
        }
        return found == name.length() && name.length() > 1;
    }

    private static String letters(String provider) {
        return provider.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{Nd}]", "");
    }

    /** The number of letters to insert, delete, replace or swap with their neighbour. */
    private static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        Arrays.setAll(last, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }
}
