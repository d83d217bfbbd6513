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
 * The last requests in order of arrival, including those that met a fault.
 *
 * <p>It replaces WireMock's own journal, which is off by default. The journal also keeps every response, and with a
 * limit it is searched through on each request: too slow and too large for a listing of ten thousand pages.
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
            add(WireMockRequests.read(event.getRequest()));
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
