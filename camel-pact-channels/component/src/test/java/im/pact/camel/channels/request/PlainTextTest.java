/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    static Stream<Arguments> numbers() {
        return Stream.of(
                Arguments.of(12, "12"),
                Arguments.of(-12L, "-12"),
                Arguments.of(new AtomicInteger(7), "7"),
                Arguments.of(new BigInteger("123456789012345678901234567890"), "123456789012345678901234567890"),
                Arguments.of(new BigDecimal("12.50"), "12.50"),
                Arguments.of(new BigDecimal("1E+3"), "1000"),
                Arguments.of(new BigDecimal("1E-7"), "0.0000001"),
                Arguments.of(12.50, "12.5"),
                Arguments.of(3.0, "3"),
                Arguments.of(-0.0, "0"),
                Arguments.of(1.0E7, "10000000"),
                Arguments.of(12_345_678.5, "12345678.5"),
                Arguments.of(0.00001, "0.00001"),
                Arguments.of(0.1f, "0.1"),
                Arguments.of(1.0E10f, "10000000000"),
                Arguments.of(Double.MAX_VALUE, "17976931348623157" + "0".repeat(292)));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource("numbers")
    void number_is_written_without_an_exponent(Number number, String text) {
        assertThat(PlainText.of(number)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void value_that_is_not_a_number_is_not_a_text(double value) {
        assertThat(PlainText.of(value)).isNull();
        assertThat(PlainText.of((float) value)).isNull();
    }

    @Test
    void number_of_more_than_a_thousand_digits_is_not_written_out() {
        assertThat(PlainText.of(new BigDecimal("1E+999999999"))).isNull();
        assertThat(PlainText.of(new BigDecimal("1E-999999999"))).isNull();
        assertThat(PlainText.of(new BigDecimal("1E+900"))).hasSize(901);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "\t\r\n", "\u00a0", "\u2007", "\u3000", "\ufeff", "\u200b", "\u2060", "\u0085", "\u2028"
            })
    void blanks_and_invisible_marks_around_a_text_are_removed(String blank) {
        assertThat(PlainText.trim(blank + "a" + blank + "b" + blank)).isEqualTo("a" + blank + "b");
    }

    /** The last character of this flag is invisible, and a part of it. */
    @Test
    void emoji_is_complete_after_trimming() {
        String england = "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F";

        assertThat(PlainText.trim(" " + england)).isEqualTo(england);
    }
}
