/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The dependencies between artifacts, from the verbose tree that Maven writes. */
final class DependencyGraph {

    private static final Set<String> BY_HAND = Set.of("camel-core", "camel-http", "camel-jackson");
    private static final String OURS = "camel-pact-channels";

    private final Map<String, Set<String>> needs = new HashMap<>();

    private DependencyGraph() {}

    /** @param file Maven's tree in the "trivial graph format": one node per line, a line with #, one edge per line */
    static DependencyGraph read(Path file) throws IOException {
        DependencyGraph graph = new DependencyGraph();
        Map<String, String> artifacts = new HashMap<>();
        boolean edges = false;
        for (String line : Files.readAllLines(file)) {
            String[] words = line.split(" ");
            if (line.equals("#")) {
                edges = true;
            } else if (edges) {
                graph.needs
                        .computeIfAbsent(artifacts.get(words[0]), key -> new TreeSet<>())
                        .add(artifacts.get(words[1]));
            } else {
                artifacts.put(words[0], words[1].replace("(", "").split(":")[1]);
            }
        }
        return graph;
    }

    /** The jars that the component adds to those of a hand-written route. */
    List<String> jarsBeyond() {
        Set<String> ours = with(List.of(OURS));
        ours.removeAll(with(BY_HAND));
        return List.copyOf(ours);
    }

    private Set<String> with(Collection<String> roots) {
        Set<String> found = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(roots);
        while (!open.isEmpty()) {
            String artifact = open.pop();
            if (found.add(artifact)) {
                open.addAll(needs.getOrDefault(artifact, Set.of()));
            }
        }
        return found;
    }
}
