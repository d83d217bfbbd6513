/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import com.github.tomakehurst.wiremock.extension.Parameters;
import com.github.tomakehurst.wiremock.extension.ServeEventListener;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The last requests, in the order of their arrival, those with a fault included.
 *
 * <p>WireMock's own journal keeps every answer as well, and is searched through with each request when it has a limit:
 * too heavy for ten thousand pages.
 */
final class RequestLog implements ServeEventListener {

    private final int capacity;
    private final Deque<SandboxRequest> requests = new ArrayDeque<>();
    private long count;

    RequestLog(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public String getName() {
        return "pact-channels-sandbox-requests";
    }

    @Override
    public void beforeMatch(ServeEvent event, Parameters parameters) {
        if (capacity == 0) {
            add(null);
        } else {
            add(WireRequests.read(event.getRequest()));
        }
    }

    private synchronized void add(SandboxRequest request) {
        count++;
        if (request != null) {
            if (requests.size() == capacity) {
                requests.removeFirst();
            }
            requests.addLast(request);
        }
    }

    synchronized List<SandboxRequest> requests() {
        return new ArrayList<>(requests);
    }

    synchronized long count() {
        return count;
    }

    synchronized void clear() {
        requests.clear();
        count = 0;
    }
}
