/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.event;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A file in the resources: an event as the API documents it, and what it is read as.
 *
 * @param name     the name of the file
 * @param event    the event
 * @param optional the fields that may be missing
 * @param expected the values of the record by the names of its methods
 */
public record EventCase(String name, Map<String, Object> event, List<String> optional, Map<String, Object> expected) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** All files, by their names. */
    public static Stream<EventCase> all() {
        try (Stream<Path> files =
                Files.list(Path.of(EventCase.class.getResource("/events").toURI()))) {
            return files.sorted().map(EventCase::read).toList().stream();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EventCase read(Path file) {
        try {
            Map<String, Object> json = JSON.readValue(file.toFile(), new TypeReference<>() {});
            return new EventCase(
                    file.getFileName().toString().replace(".json", ""),
                    JSON.convertValue(json.get("event"), new TypeReference<>() {}),
                    JSON.convertValue(json.get("optional"), new TypeReference<>() {}),
                    JSON.convertValue(json.get("expected"), new TypeReference<>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The event as JSON. */
    public byte[] json() {
        return json(event);
    }

    static byte[] json(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The event without a field, given by its path. */
    byte[] without(String path) {
        Map<String, Object> copy = JSON.convertValue(event, new TypeReference<>() {});
        Map<String, Object> object = copy;
        String[] names = path.split("\\.");
        for (int i = 0; i < names.length - 1; i++) {
            object = child(object, names[i]);
        }
        if (!object.containsKey(names[names.length - 1])) {
            throw new IllegalArgumentException(name + " has no " + path);
        }
        object.remove(names[names.length - 1]);
        return json(copy);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> child(Map<String, Object> object, String name) {
        return (Map<String, Object>) object.get(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
