/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds words that this project does not use, each with the words to write instead. It reads the manual, the Markdown files,
 * the descriptions of options and headers, the routes in YAML, and the comments and string literals of the Java code.
 *
 * <p>{@code rules.txt} contains the words, {@code allowed.txt} the places where one of them is right, with the reason. Both are
 * in {@code src-docs/src/main/language}. This class needs only the JDK, so it also runs without a build, from the directory of
 * the repository: {@code java src-docs/src/main/java/im/pact/camel/channels/docs/LanguageCheck.java .}
 */
public final class LanguageCheck {

    private static final String DIRECTORY = "src-docs/src/main/language";
    private static final Set<String> SKIPPED_DIRECTORIES = Set.of("target", ".git");

    /** The files to check, as paths within the repository. */
    private static final Pattern FILES = Pattern.compile("[^/]+\\.md"
            + "|src-docs/src/main/asciidoc/.+\\.(adoc|svg|html)"
            + "|src-docs/src/test/(java/.+/examples/.+\\.java|resources/examples/.+\\.yaml)"
            + "|camel-pact-channels-examples/.+\\.(yaml|properties|md)"
            + "|(.+/)?src/main/java/.+\\.java"
            + "|(.+/)?META-INF/.+/pact-channels\\.json");

    /** Separates the columns of both files. In a regular expression | has no spaces around it. */
    private static final String COLUMN = "\\s+\\|\\s+";

    private static final Pattern DESCRIPTION = Pattern.compile("\"description\": \"((?:[^\"\\\\]|\\\\.)*)\"");

    /** Notes on published releases stay as they were published. */
    private static final Pattern UNRELEASED = Pattern.compile("(?s)\\A(.*?## Unreleased.*?)(?=\\n## |\\z)");

    /** Words that the glossary strikes through. */
    private static final Pattern STRUCK = Pattern.compile("~~.+?~~");

    /** Comments, text blocks and string literals. A character literal is matched because it can contain a quote. */
    private static final Pattern JAVA = Pattern.compile("/\\*((?s:.*?))\\*/"
            + "|//(.*(?:\\n\\s*//.*)*)"
            + "|\"\"\"((?s:.*?))\"\"\""
            + "|\"((?:[^\"\\\\\\n]|\\\\.)*)\""
            + "|'(?:[^'\\\\]|\\\\.[0-7]*)'");

    /** The start of each further line of a comment. */
    private static final Pattern CONTINUATION = Pattern.compile("(?m)^(\\s*)(\\*|//)");

    private static final Rule UNUSED = new Rule(Pattern.compile(""), "delete this line, it allows nothing", "-");

    private final List<Rule> rules;
    private final List<Allowance> allowances;

    /**
     * @param rules      lines of {@code rules.txt}
     * @param allowances lines of {@code allowed.txt}
     */
    LanguageCheck(List<String> rules, List<String> allowances) {
        this.rules = rows("rules.txt", rules).map(Rule::of).toList();
        this.allowances = rows("allowed.txt", allowances).map(Allowance::of).toList();
    }

    /** Prints all findings in the repository whose directory is the only argument, then their number by rule and by file. */
    public static void main(String[] args) throws IOException {
        List<Finding> findings = repository(Path.of(args[0]));
        findings.forEach(System.out::println);
        print(findings, finding -> finding.rule().instead());
        print(findings, Finding::file);
        System.out.printf("%5d  findings%n", findings.size());
        System.exit(findings.isEmpty() ? 0 : 1);
    }

    /** All findings in a repository. */
    static List<Finding> repository(Path root) throws IOException {
        Path directory = root.resolve(DIRECTORY);
        return new LanguageCheck(
                        Files.readAllLines(directory.resolve("rules.txt")),
                        Files.readAllLines(directory.resolve("allowed.txt")))
                .findings(files(root));
    }

    /** The findings in files, given as contents by file name, and the allowances that no file needs. */
    List<Finding> findings(Map<String, String> files) {
        List<Finding> findings = new ArrayList<>();
        Set<Allowance> needed = new HashSet<>();
        files.forEach((file, content) -> {
            String prose = prose(file, content);
            rules.forEach(rule -> rule.words().matcher(prose).results().forEach(match -> {
                List<Allowance> covering = allowances.stream()
                        .filter(allowance -> allowance.covers(file, prose, match))
                        .toList();
                needed.addAll(covering);
                if (covering.isEmpty()) {
                    findings.add(new Finding(file, line(prose, match.start()), match.group(), rule));
                }
            }));
        });
        findings.sort(Comparator.comparing(Finding::file).thenComparing(Finding::line));
        allowances.stream()
                .filter(allowance -> !needed.contains(allowance))
                .map(allowance -> new Finding(DIRECTORY + "/allowed.txt", allowance.line(), allowance.text(), UNUSED))
                .forEach(findings::add);
        return findings;
    }

    /**
     * The text of a file that people read, at its position in the file. All other characters become one that no rule matches.
     * So words are found across the lines of a comment, but not across code.
     */
    static String prose(String file, String content) {
        if (file.endsWith(".java")) {
            return only(JAVA, content);
        }
        if (file.endsWith(".json")) {
            return only(DESCRIPTION, content);
        }
        return file.equals("CHANGELOG.md")
                ? only(UNRELEASED, content)
                : STRUCK.matcher(content).replaceAll("\0");
    }

    private static String only(Pattern parts, String content) {
        StringBuilder prose = new StringBuilder(content.replaceAll("\\S", "\0"));
        parts.matcher(content).results().forEach(part -> IntStream.rangeClosed(1, part.groupCount())
                .filter(group -> part.group(group) != null)
                .forEach(group ->
                        prose.replace(part.start(group), part.end(group), withoutContinuation(part.group(group)))));
        return prose.toString();
    }

    private static String withoutContinuation(String comment) {
        return CONTINUATION
                .matcher(comment)
                .replaceAll(match -> match.group(1) + " ".repeat(match.group(2).length()));
    }

    private static int line(String text, int position) {
        return 1
                + (int) text.substring(0, position)
                        .chars()
                        .filter(each -> each == '\n')
                        .count();
    }

    private static Map<String, String> files(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {

            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return SKIPPED_DIRECTORIES.contains(String.valueOf(directory.getFileName()))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = root.relativize(file).toString().replace('\\', '/');
                if (FILES.matcher(name).matches()) {
                    files.put(name, Files.readString(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    private static Stream<Row> rows(String file, List<String> lines) {
        return IntStream.range(0, lines.size())
                .filter(index ->
                        !lines.get(index).isBlank() && !lines.get(index).startsWith("#"))
                .mapToObj(index -> Row.of(file, index + 1, lines.get(index)));
    }

    private static void print(List<Finding> findings, Function<Finding, String> property) {
        findings.stream()
                .collect(Collectors.groupingBy(property, TreeMap::new, Collectors.counting()))
                .forEach((value, count) -> System.out.printf("%5d  %s%n", count, value));
    }

    /** A line of three columns, the last of which is a reason, or - where the second column says enough. */
    private record Row(String first, String second, String reason, int line) {

        private static Row of(String file, int line, String text) {
            String[] columns = text.strip().split(COLUMN);
            if (columns.length != 3) {
                throw new IllegalArgumentException(
                        "%s:%d: must have three columns, separated by | with spaces around it".formatted(file, line));
            }
            return new Row(columns[0], columns[1], columns[2], line);
        }
    }

    /** Words to avoid: a regular expression in which a space stands for any white space. */
    record Rule(Pattern words, String instead, String reason) {

        private static Rule of(Row row) {
            // The number of characters is limited because a look-behind needs a limit.
            String words = row.first().replace(" ", "\\s{1,80}");
            return new Rule(
                    Pattern.compile("\\b(?:" + words + ")\\b", Pattern.CASE_INSENSITIVE), row.second(), row.reason());
        }
    }

    /** A text within which avoided words are right. */
    private record Allowance(Pattern file, String text, int line) {

        private static Allowance of(Row row) {
            String file =
                    Stream.of(row.first().split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
            return new Allowance(Pattern.compile(file), row.second(), row.line());
        }

        private boolean covers(String name, String prose, MatchResult match) {
            int found = prose.indexOf(text, Math.max(0, match.end() - text.length()));
            return found >= 0 && found <= match.start() && file.matcher(name).matches();
        }
    }

    /** A place with avoided words. */
    record Finding(String file, int line, String words, Rule rule) {

        @Override
        public String toString() {
            return "%s:%d: \"%s\", instead: %s%s"
                    .formatted(
                            file,
                            line,
                            words.replaceAll("\\s+", " "),
                            rule.instead(),
                            rule.reason().equals("-") ? "" : " (" + rule.reason() + ")");
        }
    }
}
