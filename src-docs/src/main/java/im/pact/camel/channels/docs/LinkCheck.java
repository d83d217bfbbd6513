/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds broken links: in the pages of the built manual, and in the Markdown files at the top of the
 * repository. Of links to other sites only the syntax is checked, so the build needs no network.
 */
public final class LinkCheck {

    private final Path root;
    private final boolean manual;
    private final Map<Path, Optional<Page>> pages = new HashMap<>();

    private LinkCheck(Path directory, boolean manual) throws IOException {
        this.root = directory.toRealPath();
        this.manual = manual;
    }

    /**
     * Checks the manual's directory, which is the first argument, and the repository's, which is the second.
     *
     * @throws IllegalStateException when links are broken: names every one
     */
    public static void main(String[] args) throws IOException {
        List<String> broken = Stream.concat(
                        manual(Path.of(args[0])).broken().stream(), repository(Path.of(args[1])).broken().stream())
                .toList();
        if (!broken.isEmpty()) {
            throw new IllegalStateException(broken.size() + " broken links\n" + String.join("\n", broken));
        }
    }

    /** All HTML files in a directory tree. It can be moved as a whole, and is readable without a network. */
    static LinkCheck manual(Path directory) throws IOException {
        return new LinkCheck(directory, true);
    }

    /** The Markdown files at the top of a repository. */
    static LinkCheck repository(Path directory) throws IOException {
        return new LinkCheck(directory, false);
    }

    /** A line for each broken link: the page, the link, the fault. */
    List<String> broken() throws IOException {
        try (Stream<Path> files = Files.walk(root, manual ? Integer.MAX_VALUE : 1)) {
            List<Page> toCheck = files.filter(file -> file.toString().endsWith(manual ? ".html" : ".md"))
                    .sorted()
                    .flatMap(file -> page(file).stream())
                    .toList();
            return toCheck.isEmpty()
                    ? List.of(root.getFileName() + ": no page to check")
                    : toCheck.stream().flatMap(this::broken).toList();
        }
    }

    private Stream<String> broken(Page page) {
        return page.links().stream().flatMap(link -> fault(page, link).stream()
                .map(fault -> "%s: %s %s".formatted(root.relativize(page.file()), link.target(), fault)));
    }

    private Optional<String> fault(Page page, Page.Link link) {
        URI target;
        try {
            target = new URI(link.target());
        } catch (URISyntaxException e) {
            return Optional.of("is not a URI: " + e.getReason());
        }
        if (target.getScheme() != null || target.getRawAuthority() != null) {
            return externalFault(target, link);
        }
        return fileFault(page, target);
    }

    private Optional<String> externalFault(URI target, Page.Link link) {
        return switch (target.getScheme() == null ? "" : target.getScheme()) {
            case "http", "https" -> {
                if (target.getHost() == null) {
                    yield Optional.of("has no host");
                }
                yield manual && link.loaded() ? Optional.of("is loaded from the network") : Optional.empty();
            }
            case "mailto" ->
                target.getSchemeSpecificPart().contains("@") ? Optional.empty() : Optional.of("is not an address");
            case "data" -> link.loaded() ? Optional.empty() : Optional.of("is not a target for a link");
            default -> Optional.of("does not work on other machines");
        };
    }

    private Optional<String> fileFault(Page page, URI target) {
        if (target.getPath().startsWith("/")) {
            return Optional.of("is absolute");
        }
        Path file = target.getPath().isEmpty()
                ? page.file()
                : page.file().resolveSibling(target.getPath()).normalize();
        if (!file.startsWith(root)) {
            return Optional.of("leaves " + root.getFileName());
        }
        if (manual ? !Files.isRegularFile(file) : !Files.exists(file)) {
            return Optional.of("does not exist");
        }
        if (!manual && isBuilt(file)) {
            return Optional.of("is created by the build and missing in a clone");
        }
        return anchorFault(file, target.getFragment());
    }

    private boolean isBuilt(Path file) {
        return Stream.iterate(root.relativize(file), path -> path != null, Path::getParent)
                .anyMatch(path -> path.endsWith("target"));
    }

    private Optional<String> anchorFault(Path file, String anchor) {
        // The empty anchor is the top of any page.
        if (anchor == null || anchor.isEmpty()) {
            return Optional.empty();
        }
        return page(file)
                .map(page -> page.hasAnchor(anchor) ? "" : "has no such anchor")
                .or(() -> Optional.of("has an anchor in a file whose anchors cannot be checked"))
                .filter(fault -> !fault.isEmpty());
    }

    private Optional<Page> page(Path file) {
        return pages.computeIfAbsent(file, Page::of);
    }
}
