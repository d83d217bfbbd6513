/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.CharBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which values are of which kind, and what becomes of them. */
class ParameterTypeTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final RequestContext CONTEXT = new RequestContext("create", NOW, null, false);
    private static final String HALF = "a\uD83D";

    static Stream<Arguments> values() {
        return Stream.of(
                of(ParameterType.TEXT, "a b", "a b"),
                of(ParameterType.TEXT, "  kept  ", "  kept  "),
                of(ParameterType.TEXT, "🙂", "🙂"),
                of(ParameterType.TEXT, CharBuffer.wrap("x"), "x"),
                of(ParameterType.TEXT, 12, "12"),
                of(ParameterType.TEXT, new BigDecimal("1.50"), "1.50"),
                of(ParameterType.TEXT, RequestFormat.json, "json"),
                of(ParameterType.TEXT, HALF, null),
                of(ParameterType.TEXT, "\uDE42", null),
                of(ParameterType.TEXT, true, null),
                of(ParameterType.TEXT, List.of("x"), null),
                of(ParameterType.TEXT, Map.of(), null),
                of(ParameterType.TEXT, "\na\n", "\na\n"),
                of(ParameterType.TEXT, 1.0E7, "10000000"),
                of(ParameterType.TEXT, Double.NaN, null),
                of(ParameterType.LINE, "a b", "a b"),
                of(ParameterType.LINE, "\ufeff a b\u00a0\r\n", "a b"),
                of(ParameterType.LINE, 12.0, "12"),
                of(ParameterType.LINE, "\u00a0", null),
                of(ParameterType.LINE, HALF, null),
                of(ParameterType.LINE, true, null),
                of(ParameterType.DIGITS, "0123", "0123"),
                of(ParameterType.DIGITS, "\ufeff12\u00a0", "12"),
                of(ParameterType.DIGITS, " 12\n", "12"),
                of(ParameterType.DIGITS, 2567, "2567"),
                of(ParameterType.DIGITS, "12 34", null),
                of(ParameterType.DIGITS, "-12", null),
                of(ParameterType.DIGITS, "12a", null),
                of(ParameterType.DIGITS, "١٢", null),
                of(ParameterType.DIGITS, 1.5, null),
                of(ParameterType.PHONE, "+7 (925) 000-00-01", "79250000001"),
                of(ParameterType.PHONE, 79250000001L, "79250000001"),
                of(ParameterType.REGION, "ru", "ru"),
                of(ParameterType.REGION, "Russia", null),
                of(ParameterType.REGION, "XX", null),
                of(ParameterType.REGION, 7, null),
                of(ParameterType.REGION, null, null),
                of(ParameterType.URL, " https://hooks.example.org/a?b=c ", "https://hooks.example.org/a?b=c"),
                of(ParameterType.URL, "HTTPS://пример.example:8443/ключ", null),
                of(ParameterType.URL, "https://hooks.example.org:8443/ключ", "https://hooks.example.org:8443/ключ"),
                of(ParameterType.URL, "http://localhost:8080/a", "http://localhost:8080/a"),
                of(ParameterType.URL, "http://127.0.0.1/a", "http://127.0.0.1/a"),
                of(ParameterType.URL, "http://[::1]/a", "http://[::1]/a"),
                of(ParameterType.URL, "", ""),
                of(ParameterType.URL, " ", ""),
                of(ParameterType.URL, "http://hooks.example.org/a", null),
                of(ParameterType.URL, "http://localhost.example.org/a", null),
                of(ParameterType.URL, "https:///a", null),
                of(ParameterType.URL, "https://user@hooks.example.org/a", null),
                of(ParameterType.URL, "https://hooks.example.org/a#b", null),
                of(ParameterType.URL, "https://hooks.example.org/a b", null),
                of(ParameterType.URL, "ftp://hooks.example.org/a", null),
                of(ParameterType.URL, "//hooks.example.org/a", null),
                of(ParameterType.URL, "/a", null),
                of(ParameterType.URL, true, null),
                of(ParameterType.INTEGER, 3, 3L),
                of(ParameterType.INTEGER, "0", 0L),
                of(ParameterType.INTEGER, " 12 ", 12L),
                of(ParameterType.INTEGER, "-1", -1L),
                of(ParameterType.INTEGER, 1.0, 1L),
                of(ParameterType.INTEGER, 1e3f, 1000L),
                of(ParameterType.INTEGER, new BigDecimal("1.00"), 1L),
                of(ParameterType.INTEGER, new BigDecimal("1E+3"), 1000L),
                of(ParameterType.INTEGER, new BigInteger("9223372036854775807"), Long.MAX_VALUE),
                of(ParameterType.INTEGER, new BigInteger("9223372036854775808"), null),
                of(ParameterType.INTEGER, new BigDecimal("1E+999999999"), null),
                of(ParameterType.INTEGER, 1.5, null),
                of(ParameterType.INTEGER, Double.NaN, null),
                of(ParameterType.INTEGER, Double.POSITIVE_INFINITY, null),
                of(ParameterType.INTEGER, 9_007_199_254_740_991.0, 9_007_199_254_740_991L),
                of(ParameterType.INTEGER, 9_007_199_254_740_992.0, null),
                of(ParameterType.INTEGER, 16_777_215f, 16_777_215L),
                of(ParameterType.INTEGER, 16_777_216f, null),
                of(ParameterType.INTEGER, "1.0", null),
                of(ParameterType.ID, 399, 399L),
                of(ParameterType.ID, 399.0, 399L),
                of(ParameterType.ID, " 0399\n", 399L),
                of(ParameterType.ID, 0, null),
                of(ParameterType.ID, -1, null),
                of(ParameterType.ID, null, null),
                of(ParameterType.INTEGER, "1.9", null),
                of(ParameterType.INTEGER, "1e3", null),
                of(ParameterType.INTEGER, "", null),
                of(ParameterType.INTEGER, "9999999999999999999", null),
                of(ParameterType.INTEGER, true, null),
                of(ParameterType.BOOLEAN, true, true),
                of(ParameterType.BOOLEAN, false, false),
                of(ParameterType.BOOLEAN, "True", true),
                of(ParameterType.BOOLEAN, " FALSE ", false),
                of(ParameterType.BOOLEAN, "yes", null),
                of(ParameterType.BOOLEAN, 1, null),
                of(ParameterType.OBJECT, Map.of("a", 1), Map.of("a", 1)),
                of(ParameterType.OBJECT, Map.of(), null),
                of(ParameterType.OBJECT, "{\"a\":1}", null),
                of(ParameterType.OBJECT, List.of(), null),
                of(ParameterType.LIST, List.of("a", 1), List.of("a", "1")),
                of(ParameterType.LIST, new LinkedHashSet<>(List.of("b", "a")), List.of("b", "a")),
                of(ParameterType.LIST, new String[] {"a", "b"}, List.of("a", "b")),
                of(ParameterType.LIST, "a,b", List.of("a,b")),
                of(ParameterType.LIST, 5, List.of("5")),
                of(ParameterType.LIST, List.of(), List.of()),
                of(ParameterType.LIST, List.of(1.0E7, new BigDecimal("12.50")), List.of("10000000", "12.50")),
                of(ParameterType.LIST, Map.of("a", 1), null));
    }

    private static Arguments of(ParameterType kind, Object value, Object read) {
        return Arguments.of(kind, value, read);
    }

    @ParameterizedTest(name = "{0}: {1} is {2}")
    @MethodSource("values")
    void a_value_is_read_as_its_kind_or_not_at_all(ParameterType kind, Object value, Object read) {
        assertThat(kind.read(value, CONTEXT)).isEqualTo(read);
    }

    static Stream<Arguments> rejected() {
        String controlCharacters = "must be a text without line ends and control characters";
        return Stream.of(
                of(ParameterType.LINE, "a\nb", controlCharacters),
                of(ParameterType.LINE, "a\tb", controlCharacters),
                of(ParameterType.LINE, "a\0", controlCharacters),
                of(ParameterType.LIST, List.of(List.of("a")), "[0] must be a text (was a list)"),
                of(ParameterType.LIST, Arrays.asList("a", null), "[1] must be a text (was null)"),
                of(ParameterType.LIST, new Object[] {"a", "b", true}, "[2] must be a text (was Boolean)"),
                of(ParameterType.LIST, List.of("a", HALF), "[1] must be a text (was a text with half of a character)"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("rejected")
    void a_value_is_rejected_with_the_reason(ParameterType type, Object value, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> type.read(value, CONTEXT))
                .withMessage(reason);
    }

    @Test
    void a_phone_is_read_with_the_plus_and_the_region_of_the_request() {
        String phone = "8 (913) 111-22-33";

        assertThat(ParameterType.PHONE.read(phone, new RequestContext("create", NOW, "RU", false)))
                .isEqualTo("79131112233");
        assertThat(ParameterType.PHONE.read(phone, new RequestContext("create", NOW, "RU", true)))
                .isEqualTo("+79131112233");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParameterType.PHONE.read(phone, CONTEXT))
                .withMessageStartingWith("must be a phone number")
                .withMessageContaining("(was 8 (913) 111-22-33): ");
    }

    static Stream<Object> theSameMoment() {
        Instant moment = Instant.parse("2026-02-20T10:30:00Z");
        return Stream.of(
                moment,
                moment.plusMillis(999),
                moment.atOffset(ZoneOffset.ofHours(5)),
                moment.atZone(ZoneId.of("Europe/Moscow")),
                Date.from(moment),
                new java.sql.Timestamp(moment.toEpochMilli()),
                moment.getEpochSecond(),
                "" + moment.getEpochSecond(),
                "2026-02-20T10:30:00Z",
                "2026-02-20T10:30Z",
                " 2026-02-20T13:30:00.5+03:00 ",
                "2026-02-20T13:30:00+03:00[Europe/Moscow]");
    }

    @ParameterizedTest
    @MethodSource("theSameMoment")
    void a_moment_is_read_as_seconds_since1970(Object value) {
        assertThat(ParameterType.TIMESTAMP.read(value, CONTEXT)).isEqualTo(1_771_583_400L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-02-20",
                "2026-02-20T10:30:00",
                "2026-02-30T10:30:00Z",
                "1771583400.5",
                "1771583400000",
                "99999999999999999999"
            })
    void what_is_no_moment_is_not_read(String value) {
        assertThat(ParameterType.TIMESTAMP.read(value, CONTEXT)).isNull();
    }

    @Test
    void a_moment_without_an_offset_is_none() {
        assertThat(ParameterType.TIMESTAMP.read(LocalDateTime.of(2026, 2, 20, 10, 30), CONTEXT))
                .isNull();
    }

    @Test
    void a_moment_is_at_most31_days_ago_and_not_in_the_future() {
        Duration limit = Duration.ofDays(31);

        assertThat(ParameterType.TIMESTAMP.read(NOW, CONTEXT)).isEqualTo(NOW.getEpochSecond());
        assertThat(ParameterType.TIMESTAMP.read(NOW.plusSeconds(1), CONTEXT)).isNull();
        assertThat(ParameterType.TIMESTAMP.read(NOW.minus(limit), CONTEXT))
                .isEqualTo(NOW.minus(limit).getEpochSecond());
        assertThat(ParameterType.TIMESTAMP.read(NOW.minus(limit).minusSeconds(1), CONTEXT))
                .isNull();
    }

    @Test
    void a_moment_beyond_all_time_is_none() {
        assertThat(ParameterType.instant("999999999999999999")).isNull();
        assertThat(ParameterType.instant(Long.MAX_VALUE)).isNull();
        assertThat(ParameterType.TIMESTAMP.read(Instant.MAX, CONTEXT)).isNull();
        assertThat(ParameterType.TIMESTAMP.read(Instant.MIN, CONTEXT)).isNull();
    }

    @Test
    void every_kind_says_what_it_allows() {
        assertThat(Stream.of(ParameterType.values()).map(ParameterType::allowed))
                .allSatisfy(text -> assertThat(text).isNotBlank());
    }

    @Test
    void no_kind_breaks_on_anything() {
        for (ParameterType kind : ParameterType.values()) {
            for (Object anything : Arrays.asList(null, new Object(), "", Set.of(), new int[] {1}, 'c', Double.NaN)) {
                try {
                    kind.read(anything, CONTEXT);
                } catch (IllegalArgumentException e) {
                    assertThat(e).hasMessageStartingWith("must be " + kind.allowed());
                }
            }
        }
    }
}
