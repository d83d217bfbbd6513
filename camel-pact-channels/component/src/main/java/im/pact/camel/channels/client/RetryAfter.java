/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.utils.DateUtils;

/** Reads the delay that a response requests, from the header {@code Retry-After} or from its text. */
final class RetryAfter {

    /** For instance "Please wait for 50 seconds". */
    private static final Pattern TEXT = Pattern.compile("\\bwait\\D{0,20}(\\d{1,9})\\s*s", Pattern.CASE_INSENSITIVE);

    private RetryAfter() {}

    /**
     * The requested delay.
     *
     * @param header the value of {@code Retry-After}, in seconds or an HTTP date, or {@code null}
     * @param text   the service's message, or {@code null}
     * @param now    the current time
     * @return the delay, never negative, or {@code null} if the response does not request one
     */
    static Duration of(String header, String text, Instant now) {
        Duration delay = header == null ? null : ofHeader(header.strip(), now);
        return delay != null || text == null ? delay : ofText(text);
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
        Matcher matcher = TEXT.matcher(text);
        return matcher.find() ? Duration.ofSeconds(Long.parseLong(matcher.group(1))) : null;
    }
}
