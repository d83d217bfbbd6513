/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** One operation of the API: a method, a path in which {@code #} stands for a number, and its implementation. */
record Route(String method, List<String> path, Function<ApiRequest, ApiResponse> operation) {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    static Route of(String method, String path, Function<ApiRequest, ApiResponse> operation) {
        return new Route(method, List.of(path.split("/")), operation);
    }

    /** The numbers in the path, or null if the path does not match this route. */
    List<Long> match(List<String> segments) {
        if (segments.size() != path.size()) {
            return null;
        }
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (path.get(i).equals("#") && NUMBER.matcher(segment).matches()) {
                ids.add(Long.valueOf(segment));
            } else if (!path.get(i).equals(segment)) {
                return null;
            }
        }
        return ids;
    }
}
