/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.apache.camel.util.IOHelper;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The CSV files of {@link FirstMessagesRoutes}: lists of people as spreadsheets export them, and reports.
 *
 * <p>The first line of a list contains the headings. They determine the delimiter (comma, semicolon or tab) and the columns of phone
 * and name, in any order. A list is read row by row, so its size does not matter.
 */
public class CsvFiles {

    /** The headings of a report. */
    public static final String REPORT_HEADINGS = "time,phone,number,job_id,result\n";

    private static final char[] DELIMITERS = {',', ';', '\t'};

    /** Headings in lower case, letters only. */
    private static final Set<String> PHONE = Set.of(
            "phone",
            "phonenumber",
            "telephone",
            "tel",
            "mobile",
            "mobilephone",
            "whatsapp",
            "telefon",
            "телефон",
            "номертелефона",
            "мобильный",
            "мобильныйтелефон");

    private static final Set<String> NAME = Set.of("name", "fullname", "firstname", "имя", "фио");

    private Charset charset = UTF_8;

    /** The encoding of lists without a byte order mark of UTF-8. Default: UTF-8. */
    public void setCharset(String name) {
        charset = Charset.forName(name);
    }

    /**
     * Reads a list to its end, so that a list that cannot be read is rejected before the first message.
     *
     * @throws IllegalArgumentException if it is not a list of phone numbers in this encoding
     */
    public void check(File list) throws IOException {
        try (Rows rows = open(list)) {
            rows.forEachRemaining(row -> {});
        }
    }

    /**
     * The rows of a list that are not blank. Each is a map of the values by their headings, with {@code phone} and {@code name} as
     * additional keys. A value that is missing is an empty text.
     */
    public Iterator<Map<String, String>> rows(File list) throws IOException {
        return open(list);
    }

    /** A line of the report. */
    public String reportLine(
            @Variable("row") Map<String, String> row,
            @Header("CamelPactChannelsPhone") String number,
            @Header("CamelPactChannelsJobId") Long jobId,
            @Variable("result") String result) {
        LocalDateTime time = LocalDateTime.now().truncatedTo(ChronoUnit.SECONDS);
        return CSVFormat.DEFAULT.format(time, row.get("phone"), number, jobId, result) + "\n";
    }

    /** The delimiter is the one that separates a heading for the phone number. */
    private Rows open(File list) throws IOException {
        for (char delimiter : DELIMITERS) {
            Rows rows = new Rows(list, parser(list, delimiter));
            if (rows.readHeadings()) {
                return rows;
            }
            rows.close();
        }
        throw new IllegalArgumentException(
                list.getName() + ": the first line has no heading for the phone number, such as"
                        + " phone. The delimiter must be a comma, a semicolon or a tab");
    }

    private CSVParser parser(File list, char delimiter) throws IOException {
        InputStream stream = new BufferedInputStream(new FileInputStream(list));
        stream.mark(3);
        boolean marked = stream.read() == 0xEF && stream.read() == 0xBB && stream.read() == 0xBF;
        if (!marked) {
            stream.reset();
        }
        // An explicit decoder, because by default malformed characters are replaced.
        InputStreamReader reader = new InputStreamReader(stream, (marked ? UTF_8 : charset).newDecoder());
        return CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter)
                .setTrim(true)
                .get()
                .parse(reader);
    }

    /** The rows of a list, which is closed by {@link #close()} or the first failure. */
    private static final class Rows implements Iterator<Map<String, String>>, Closeable {

        private final String list;
        private final CSVParser parser;
        private final Iterator<CSVRecord> records;
        private List<String> headings = List.of();
        private int phone;
        private int name;
        private CSVRecord next;

        Rows(File list, CSVParser parser) {
            this.list = list.getName();
            this.parser = parser;
            this.records = parser.iterator();
        }

        /** Returns whether there is a heading for the phone number. */
        boolean readHeadings() throws IOException {
            try {
                headings = hasNext() ? take().toList() : List.of();
            } catch (IllegalArgumentException e) {
                if (e.getCause() instanceof CharacterCodingException) {
                    throw e;
                }
                // Quotes that end in front of another delimiter.
                return false;
            }
            List<Integer> phones = columns(PHONE);
            if (phones.size() > 1) {
                throw failed(
                        ": several headings mean the phone number: "
                                + phones.stream().map(headings::get).collect(Collectors.joining(", ")),
                        null);
            }
            phone = phones.isEmpty() ? -1 : phones.get(0);
            name = columns(NAME).stream().findFirst().orElse(-1);
            return phone >= 0;
        }

        /** Reads until the next row that is not blank. */
        @Override
        public boolean hasNext() {
            try {
                while (next == null && records.hasNext()) {
                    CSVRecord record = records.next();
                    next = record.stream().allMatch(String::isEmpty) ? null : record;
                }
                return next != null;
            } catch (UncheckedIOException e) {
                throw failed(
                        e.getCause() instanceof CharacterCodingException
                                ? ": the encoding is different. Save the list as CSV UTF-8, or set the property charset"
                                : " cannot be read as CSV: " + e.getCause().getMessage(),
                        e.getCause());
            }
        }

        @Override
        public Map<String, String> next() {
            CSVRecord record = take();
            if (record.stream().skip(headings.size()).anyMatch(value -> !value.isEmpty())) {
                throw failed(
                        ", line " + parser.getCurrentLineNumber() + ": there are more values than headings."
                                + " Enclose values that contain the delimiter in quotes",
                        null);
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (int column = 0; column < headings.size(); column++) {
                row.put(headings.get(column), value(record, column));
            }
            row.put("phone", value(record, phone));
            row.put("name", value(record, name));
            return row;
        }

        @Override
        public void close() throws IOException {
            parser.close();
        }

        private CSVRecord take() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            CSVRecord record = next;
            next = null;
            return record;
        }

        private static String value(CSVRecord record, int column) {
            return column >= 0 && column < record.size() ? record.get(column) : "";
        }

        private List<Integer> columns(Set<String> accepted) {
            return IntStream.range(0, headings.size())
                    .filter(column -> accepted.contains(
                            headings.get(column).toLowerCase(Locale.ROOT).replaceAll("\\P{L}", "")))
                    .boxed()
                    .toList();
        }

        private IllegalArgumentException failed(String problem, IOException cause) {
            IOHelper.close(parser);
            return new IllegalArgumentException(list + problem, cause);
        }
    }
}
