/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last deliveries, oldest first, and the number of all of them. */
final class DeliveryLog {

    private final int capacity;
    private final Deque<WebhookDelivery> deliveries = new ArrayDeque<>();
    private long count;

    DeliveryLog(int capacity) {
        this.capacity = capacity;
    }

    synchronized void add(WebhookDelivery delivery) {
        count++;
        if (capacity == 0) {
            return;
        }
        if (deliveries.size() == capacity) {
            deliveries.removeFirst();
        }
        deliveries.addLast(delivery);
    }

    synchronized List<WebhookDelivery> deliveries() {
        return new ArrayList<>(deliveries);
    }

    synchronized long count() {
        return count;
    }
}
