/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkCheckTest {

    @TempDir
    Path directory;

    @Nested
    class Manual {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "<a href='#here'>x</a>",
                    "<a href='#named'>x</a>",
                    "<a href='#'>x</a>",
                    "<a href='deep/other.html'>x</a>",
                    "<a href='deep/other.html#there'>x</a>",
                    "<a href='deep/../index.html'>x</a>",
                    "<a href='with%20space.txt'>x</a>",
                    "<a href='https://camel.apache.org/manual/'>x</a>",
                    "<a href='mailto:someone@example.org'>x</a>",
                    "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>",
                })
        void valid_link_is_accepted(String link) throws IOException {
            page("index.html", "<h1 id='here'>Here</h1><a name='named'></a>" + link);
            page("deep/other.html", "<h1 id='there'>There</h1>");
            page("with space.txt", "");

            assertThat(LinkCheck.manual(directory).broken()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "<a href='missing.html'>x</a>            | index.html: missing.html does not exist",
                    "<img src='missing.png'>                 | index.html: missing.png does not exist",
                    "<a href='deep'>x</a>                    | index.html: deep does not exist",
                    "<a href='#nowhere'>x</a>                | index.html: #nowhere has no such anchor",
                    "<a href='deep/other.html#here'>x</a>    | index.html: deep/other.html#here has no such anchor",
                    "<a href='/index.html'>x</a>             | index.html: /index.html is absolute",
                    "<a href='file:///index.html'>x</a>      | index.html: file:///index.html does not work on other machines",
                    "<a href='javascript:go()'>x</a>         | index.html: javascript:go() does not work on other machines",
                    "<a href='https:///path'>x</a>           | index.html: https:///path has no host",
                    "<a href='https://a host/'>x</a>         | index.html: https://a host/ is not a URI: Illegal character in authority",
                    "<link href='https://a.example/style.css'> | index.html: https://a.example/style.css is loaded from the network",
                    "<script src='https://a.example/x.js'></script> | index.html: https://a.example/x.js is loaded from the network",
                })
        void broken_link_is_reported(String link, String fault) throws IOException {
            page("index.html", "<h1 id='here'>Here</h1>" + link);
            page("deep/other.html", "<h1 id='there'>There</h1>");

            assertThat(LinkCheck.manual(directory).broken())
                    .singleElement()
                    .asString()
                    .isEqualTo(fault);
        }

        @Test
        void link_out_of_the_manual_is_broken_even_if_the_file_exists() throws IOException {
            page("outside.html", "");
            page("html/index.html", "<a href='../outside.html'>x</a>");

            assertThat(LinkCheck.manual(directory.resolve("html")).broken())
                    .containsExactly("index.html: ../outside.html leaves html");
        }

        @Test
        void every_broken_link_of_every_page_is_reported() throws IOException {
            page("index.html", "<a href='one.html'>1</a><a href='two.html'>2</a>");
            page("other.html", "<a href='#three'>3</a>");

            assertThat(LinkCheck.manual(directory).broken())
                    .containsExactly(
                            "index.html: one.html does not exist",
                            "index.html: two.html does not exist",
                            "other.html: #three has no such anchor");
        }

        @Test
        void manual_without_a_page_is_rejected() throws IOException {
            assertThat(LinkCheck.manual(directory).broken()).hasSize(1);
        }
    }

    @Nested
    class Repository {

        @Test
        void links_to_files_directories_and_headings_are_valid() throws IOException {
            page("LICENSE", "");
            page("docs/guide.adoc", "");
            page("CHANGELOG.md", "# All changes\n\n## 1.0.0\n");
            page(
                    "README.md",
                    """
                    # A `pact-channels` route

                    [licence](LICENSE), [guide](docs/guide.adoc), [all](docs), [top](#a-pact-channels-route),
                    [first](CHANGELOG.md#100), ![badge](https://img.example/badge.svg), [by name][site]

                    | in a | [table](docs/) |
                    |---|---|

                        [not a link](in/code)

                    [site]: https://camel.apache.org/
                    """);

            assertThat(LinkCheck.repository(directory).broken()).isEmpty();
        }

        @Test
        void broken_links_are_reported() throws IOException {
            page("docs/guide.adoc", "");
            page("docs/target/index.html", "<h1 id='top'></h1>");
            page(
                    "README.md",
                    """
                    # Title

                    [1](missing) [2](#nothing) [3](docs/guide.adoc#part) [4](docs/target/index.html) [5](../other) [6][ref]

                    [ref]: CHANGELOG.md
                    """);

            assertThat(LinkCheck.repository(directory).broken())
                    .containsExactly(
                            "README.md: missing does not exist",
                            "README.md: #nothing has no such anchor",
                            "README.md: docs/guide.adoc#part has an anchor in a file whose anchors cannot be checked",
                            "README.md: docs/target/index.html is created by the build and missing in a clone",
                            "README.md: ../other leaves " + directory.getFileName(),
                            "README.md: CHANGELOG.md does not exist");
        }
    }

    @Test
    void program_fails_and_reports_the_broken_links_of_manual_and_repository() throws IOException {
        page("html/index.html", "<a href='one.html'>1</a>");
        page("README.md", "[two](TWO.md)");

        assertThatThrownBy(() ->
                        LinkCheck.main(new String[] {directory.resolve("html").toString(), directory.toString()}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("2 broken links\nindex.html: one.html does not exist\nREADME.md: TWO.md does not exist");
    }

    private void page(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
