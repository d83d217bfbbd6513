/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** One operation: a method, a path in which {@code #} stands for a number, and its implementation. */
record Route(String method, List<String> path, Operation operation) {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    /** The implementation of an operation. */
    @FunctionalInterface
    interface Operation {

        /** The response to a request with these numbers in its path. */
        ApiResponse respond(List<Long> ids, SandboxRequest request);
    }

    static Route of(String method, String path, Operation operation) {
        return new Route(method, List.of(path.split("/")), operation);
    }

    /** Passes a request to the route for its method and path, or rejects it with 404 or 405. */
    static ApiResponse respond(List<Route> routes, List<String> path, SandboxRequest request) {
        boolean pathKnown = false;
        for (Route route : routes) {
            List<Long> ids = route.match(path);
            if (ids != null) {
                pathKnown = true;
                if (route.method().equals(request.method())) {
                    return route.operation().respond(ids, request);
                }
            }
        }
        throw pathKnown ? ApiError.methodNotAllowed(request.method()) : ApiError.notFound("Unknown path");
    }

    /** The numbers in the path, or null if the path does not match this route. */
    private List<Long> match(List<String> segments) {
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
