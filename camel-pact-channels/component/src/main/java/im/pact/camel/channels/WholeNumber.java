/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.request.LogText;
import im.pact.camel.channels.request.ParameterType;
import org.apache.camel.support.EndpointHelper;

/** The options that are whole numbers, by their names, with their limits. */
enum WholeNumber {
    companyId(Long.MAX_VALUE),
    channelId(Long.MAX_VALUE),
    pageSize(100),
    maxPages(Integer.MAX_VALUE),
    maxInFlight(Integer.MAX_VALUE),
    removalPolls(Integer.MAX_VALUE),
    companyThreads(1000);

    private final long max;

    WholeNumber(long max) {
        this.max = max;
    }

    /**
     * Reads the value of an option or of its header.
     *
     * @param operation for the message
     * @param value     a number or a text, or {@code null}
     * @param absent    the result if there is no value
     * @throws IllegalArgumentException if it is not a whole number within the limits
     */
    Integer read(String operation, Object value, Integer absent) {
        Long number = ParameterType.wholeNumber(value);
        if (value != null && (number == null || number < 1 || number > max)) {
            throw rejected(operation, value);
        }
        return number == null ? absent : Integer.valueOf(number.intValue());
    }

    /**
     * Rejects a text in an endpoint URI that is not a number, before Camel converts it: Camel reads {@code abc} as 0 and
     * {@code 5s} as 5000.
     */
    void checkText(String operation, Object value) {
        if (value instanceof String text
                && !EndpointHelper.isReferenceParameter(text)
                && ParameterType.wholeNumber(text) == null) {
            throw rejected(operation, text);
        }
    }

    private IllegalArgumentException rejected(String operation, Object value) {
        String allowed =
                switch (this) {
                    case pageSize, companyThreads -> "a number from 1 to " + max;
                    default -> "a positive number";
                };
        String shown = String.valueOf(value).isBlank() ? "empty" : LogText.ofValue(value);
        return new IllegalArgumentException(operation + ": " + name() + " must be " + allowed + " (was " + shown + ")");
    }
}
