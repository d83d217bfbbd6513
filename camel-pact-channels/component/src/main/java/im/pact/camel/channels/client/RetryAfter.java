/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.utils.DateUtils;

/** How long a refusal asks to wait: in the header {@code Retry-After}, or in the words of its text. */
final class RetryAfter {

    /** "Please wait for 50 seconds". */
    private static final Pattern IN_WORDS =
            Pattern.compile("\\bwait\\D{0,20}(\\d{1,9})\\s*s", Pattern.CASE_INSENSITIVE);

    private RetryAfter() {}

    /**
     * The wait that an answer asks for.
     *
     * @param header the value of {@code Retry-After}, seconds or an HTTP date, or {@code null}
     * @param text   what the service said, or {@code null}
     * @param now    the present, for dates
     * @return the wait, never negative, or {@code null} when none is named
     */
    static Duration of(String header, String text, Instant now) {
        Duration wait = header == null ? null : ofHeader(header.strip(), now);
        return wait != null || text == null ? wait : ofText(text);
    }

    private static Duration ofHeader(String header, Instant now) {
        if (header.matches("\\d{1,18}")) {
            return Duration.ofSeconds(Long.parseLong(header));
        }
        Instant date = DateUtils.parseStandardDate(header);
        if (date == null) {
            return null;
        }
        return date.isBefore(now) ? Duration.ZERO : Duration.between(now, date);
    }

    private static Duration ofText(String text) {
        Matcher matcher = IN_WORDS.matcher(text);
        return matcher.find() ? Duration.ofSeconds(Long.parseLong(matcher.group(1))) : null;
    }
}
