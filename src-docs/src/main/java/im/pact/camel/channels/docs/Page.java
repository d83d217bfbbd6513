/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A page with its links and anchors: HTML, or Markdown rendered to HTML. */
record Page(Path file, Document html) {

    private static final Parser MARKDOWN = Parser.builder().build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(List.of(HeadingAnchorExtension.create()))
            .build();

    /** The page in a file, or empty if the anchors of this type of file are not known. */
    static Optional<Page> of(Path file) {
        String name = file.getFileName().toString();
        if (name.endsWith(".html")) {
            return Optional.of(new Page(file, Jsoup.parse(content(file))));
        }
        if (name.endsWith(".md")) {
            return Optional.of(new Page(file, Jsoup.parse(RENDERER.render(MARKDOWN.parse(content(file))))));
        }
        return Optional.empty();
    }

    List<Link> links() {
        return html.select("[href], [src]").stream().map(Link::of).toList();
    }

    boolean hasAnchor(String name) {
        return html.getElementById(name) != null
                || html.select("a[name]").stream()
                        .anyMatch(anchor -> anchor.attr("name").equals(name));
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A link as it is written; {@code loaded} if the page needs its content, such as an image or a style sheet. */
    record Link(String target, boolean loaded) {

        private static Link of(Element element) {
            return element.hasAttr("src")
                    ? new Link(element.attr("src"), true)
                    : new Link(element.attr("href"), element.nameIs("link"));
        }
    }
}
