/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Distinguishes repeated deliveries of an event from new events. An event is stored when the route has completed, not when it begins: after
 * a crash in the middle the service's next delivery must not count as repeated.
 */
final class SeenEvents extends ServiceSupport {

    private static final int MEMORY_SIZE = 10_000;

    /** The kinds of deliveries. */
    enum Delivery {
        /** The first delivery, or one after the route has failed. */
        NEW,
        /** The route has completed the event. */
        REPEATED,
        /** The route has the event. Whether the event is delivered is not known yet. */
        IN_FLIGHT,
        /** The repository has failed, so it is not known whether the event was delivered. */
        UNKNOWN
    }

    private final IdempotentRepository repository;
    private final String prefix;
    private final Set<String> inFlight = ConcurrentHashMap.newKeySet();

    /**
     * @param repository stores the events, or {@code null} for the memory
     * @param prefix     distinguishes the events of consumers that share a repository
     */
    SeenEvents(IdempotentRepository repository, String prefix) {
        this.repository = repository != null ? repository : memory();
        this.prefix = prefix;
    }

    private static IdempotentRepository memory() {
        MemoryIdempotentRepository memory = new MemoryIdempotentRepository();
        memory.setCacheSize(MEMORY_SIZE);
        return memory;
    }

    /**
     * The delivery of an event. If it is new, {@link #end} has to follow.
     *
     * @throws RuntimeException if the repository fails
     */
    Delivery begin(String eventId) {
        if (!inFlight.add(eventId)) {
            return Delivery.IN_FLIGHT;
        }
        boolean repeated = true;
        try {
            repeated = repository.contains(prefix + eventId);
        } finally {
            if (repeated) {
                inFlight.remove(eventId);
            }
        }
        return repeated ? Delivery.REPEATED : Delivery.NEW;
    }

    /** Ends the delivery of a new event. */
    void end(String eventId, boolean completed) {
        try {
            if (completed) {
                repository.add(prefix + eventId);
                repository.confirm(prefix + eventId);
            }
        } finally {
            inFlight.remove(eventId);
        }
    }

    /** The number of events that the route has. */
    int inFlight() {
        return inFlight.size();
    }

    @Override
    protected void doStart() {
        ServiceHelper.startService(repository);
    }
}
