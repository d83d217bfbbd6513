/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumbersTest {

    private static final String REFUSED = "refused";
    private static final String ALLOWED =
            "must be a phone number of 5 to 15 digits, with or without +, spaces, dots, dashes and brackets (was ";

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @CsvFileSource(
            resources = {"/cases/phones.csv", "/cases/phones-more.csv"},
            numLinesToSkip = 1)
    void phones_are_read_as_the_tables_say(String input, String region, String expected, String why) {
        String phone = unescape(input);

        if (expected.equals(REFUSED)) {
            assertThatIllegalArgumentException()
                    .as(why)
                    .isThrownBy(() -> PhoneNumbers.toDigits(phone, region))
                    .withMessageContaining("must be ");
            assertThatIllegalArgumentException().isThrownBy(() -> PhoneNumbers.toE164(phone, region));
        } else {
            assertThat(PhoneNumbers.toDigits(phone, region)).as(why).isEqualTo(expected);
        }
    }

    private static String unescape(String text) {
        return Pattern.compile("\\\\u([0-9a-f]{4})")
                .matcher(text)
                .replaceAll(escape -> String.valueOf((char) Integer.parseInt(escape.group(1), 16)))
                .translateEscapes();
    }

    static Stream<Arguments> numbers() {
        return Stream.of(
                Arguments.of(79250000001L, null, "79250000001"),
                Arguments.of(12345, null, "12345"),
                Arguments.of((short) 12345, null, "12345"),
                Arguments.of(new BigInteger("79250000001"), null, "79250000001"),
                Arguments.of(new BigDecimal("79250000001"), null, "79250000001"),
                Arguments.of(new BigDecimal("79250000001.00"), null, "79250000001"),
                Arguments.of(new BigDecimal("7.925E+10"), null, "79250000000"),
                Arguments.of(new BigDecimal("123456789012345"), null, "123456789012345"),
                Arguments.of(79250000001d, null, "79250000001"),
                Arguments.of(9250001.0, null, "9250001"),
                Arguments.of(999_999_999_999_999d, null, "999999999999999"),
                Arguments.of(9250001f, null, "9250001"),
                Arguments.of(16_777_215f, null, "16777215"),
                Arguments.of(9250000001L, "RU", "79250000001"),
                Arguments.of(89250000001d, "RU", "79250000001"),
                Arguments.of(2079460958, "GB", "442079460958"),
                Arguments.of(CharBuffer.wrap("+7 925 000-00-01"), null, "79250000001"),
                Arguments.of(new StringBuilder("79250000001"), null, "79250000001"));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void numbers_are_read_by_value(Object phone, String region, String expected) {
        assertThat(PhoneNumbers.toDigits(phone, region)).isEqualTo(expected);
    }

    static Stream<Arguments> other_values() {
        return Stream.of(
                Arguments.of(null, "null"),
                Arguments.of(1234, "1234"),
                Arguments.of(0, "0"),
                Arguments.of(-79250000001L, "-79250000001"),
                Arguments.of(1234567890123456L, "1234567890123456"),
                Arguments.of(new BigInteger("9").pow(100_000), "1"),
                Arguments.of(new BigDecimal("79250000001.5"), "79250000001.5"),
                Arguments.of(new BigDecimal("7.9E+15"), "7900000000000000"),
                Arguments.of(new BigDecimal("1E+999999999"), "a number of 1000000000 digits before the decimal point"),
                Arguments.of(new BigDecimal("1E-999999999"), "a number of 0 digits before the decimal point"),
                Arguments.of(79250000001.5, "79250000001.5"),
                Arguments.of(9007199254740992d, "9007199254740992"),
                Arguments.of(-79250000001d, "-79250000001"),
                Arguments.of(1e300, "1000000000000000052504760255204420248704468581108159"),
                Arguments.of(Double.NaN, "NaN"),
                Arguments.of(Double.POSITIVE_INFINITY, "Infinity"),
                Arguments.of(16_777_216f, "16777216"),
                Arguments.of(7.9250006e10f, "79250006016"),
                Arguments.of(9250.5f, "9250.5"),
                Arguments.of(Float.NaN, "NaN"),
                Arguments.of(new AtomicLong(79250000001L), "79250000001"),
                Arguments.of(true, "true"),
                Arguments.of('7', "7"),
                Arguments.of(List.of("79250000001"), "[79250000001]"));
    }

    @ParameterizedTest
    @MethodSource("other_values")
    void other_values_are_rejected_without_scientific_notation(Object phone, String shown) {
        for (String region : Arrays.asList(null, "RU")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PhoneNumbers.toDigits(phone, region))
                    .withMessageStartingWith(ALLOWED + shown);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    8 (925) 000-00-01      |    | unknown country code; begin with + and the country code, or set phoneRegion
                    (925) 000-00-01        |    | no country code; begin with + and the country code, or set phoneRegion
                    020 7946 0958          |    | unknown country code; begin with + and the country code, or set phoneRegion
                    7 925 000-00-0         |    | too short for a number of +7; begin with + and the country code, or set phoneRegion
                    555-0123               | US | no area code for a number of +1; phoneRegion is US, begin with + for other countries
                    442079460958           | RU | wrong length for a number of +7; phoneRegion is RU, begin with + for other countries
                    +7 925 000 00 0        |    | too short for a number of +7
                    +999 123 456           |    | unknown country code
                    +48 (0)512 345 678     |    | 0 before the area code
                    +49 30 12345/12346     |    | a slash that does not follow the area code
                    +4912345678901234      |    | more than 15 digits
                    1234567890123456       |    | more than 15 digits; begin with + and the country code, or set phoneRegion
                    1234                   |    | fewer than 5 digits
                    79250000001.0          | RU | looks like a decimal number
                    2026-11-25             |    | looks like a date
                    7925001 7925002        |    | looks like two phone numbers
                    +7 925 000-00-01 (12)  |    | extensions are not supported
                    +7 925 000-00-01 ext 1 |    | letters and extensions are not supported
                    1-800-FLOWERS          | US | letters and extensions are not supported
                    +7925;+7926            |    | ';' is not part of a phone number
                    7+9250000001           |    | not written as one phone number
                    """)
    void a_rejection_shows_the_value_and_the_reason(String phone, String region, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PhoneNumbers.toDigits(phone, region))
                .withMessage(ALLOWED + phone + "): " + reason);
    }

    @Test
    void a_rejection_shows_invisible_characters() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PhoneNumbers.toDigits("\u202a8 925\u00a00000001\u202c", null))
                .withMessageContaining("(was <U+202A>8 925<U+00A0>0000001<U+202C>)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PhoneNumbers.toDigits("79250000001\n79250000002", null))
                .withMessageEndingWith("(was 79250000001 79250000002): more than one line or column");
    }

    @Test
    void a_long_text_is_rejected_at_once() {
        String text = "+7(" + "9 ".repeat(500_000);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PhoneNumbers.toDigits(text, "RU"))
                .withMessageEndingWith("…): too long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Russia", "XX", "ZZ", "7", "+7", "UK", "RUS", "001", "R\u200bU"})
    void an_unknown_region_is_rejected(String region) {
        String message = "phoneRegion must be a country code of two letters (ISO 3166-1), such as RU or DE (was "
                + LogText.ofValue(region) + ")";

        for (String phone : List.of("8 (925) 000-00-01", "79250000001", "+79250000001")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PhoneNumbers.toDigits(phone, region))
                    .withMessage("cannot be read: " + message);
        }
        assertThat(PhoneNumbers.isRegion(region)).isFalse();
    }

    @Test
    void a_known_region_is_read_without_regard_to_case_and_language() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(PhoneNumbers.toDigits("333 123 4567", "it")).isEqualTo("393331234567");
        } finally {
            Locale.setDefault(before);
        }
        assertThat(List.of("RU", "ru", " kz ")).allMatch(PhoneNumbers::isRegion);
        assertThat(Arrays.asList(null, "", " ")).noneMatch(PhoneNumbers::isRegion);
    }

    @ParameterizedTest
    @CsvSource({
        "79131112233,, +79131112233",
        "+7 913 111-22-33,, +79131112233",
        "7 913 111-22-33,, +79131112233",
        "00 7 913 111 22 33,, +79131112233",
        "8 (913) 111-22-33, RU, +79131112233",
        "9131112233, RU, +79131112233"
    })
    void e164_is_the_number_with_plus(String phone, String region, String expected) {
        assertThat(PhoneNumbers.toE164(phone, region)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"89131112233", "8 (913) 111-22-33", "9131112233", "9250000001", "7999999999", "12345"})
    void e164_does_not_put_a_plus_before_a_national_number(String phone) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PhoneNumbers.toE164(phone, null))
                .withMessageContaining("set phoneRegion");
    }

    @Test
    void digits_alone_are_returned_without_a_copy_and_without_libphonenumber() throws Exception {
        String phone = new String("79250000001");

        assertThat(PhoneNumbers.toDigits(phone, null)).isSameAs(phone);
        Class<?> alone = new WithoutLibphonenumber().loadClass(PhoneNumbers.class.getName());
        assertThat(alone.getMethod("toDigits", Object.class, String.class).invoke(null, 79250000001L, null))
                .isEqualTo("79250000001");
        assertThat(alone.getMethod("toDigits", Object.class, String.class).invoke(null, "\ufeff79250000001", " "))
                .isEqualTo("79250000001");
    }

    /** Loads the class under test again, and cannot find the library. */
    private static final class WithoutLibphonenumber extends ClassLoader {

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("com.google.i18n.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith(PhoneNumbers.class.getPackageName())) {
                return super.loadClass(name, resolve);
            }
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
