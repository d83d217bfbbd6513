/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.delivery;

import java.time.Instant;
import java.util.List;

/**
 * Stores messages by their keys, so that each is sent once and followed until it is delivered. The rules of the states are in
 * {@link MessageTracker}. Every method is atomic, and safe for use by many threads and, unless the implementation
 * says otherwise, by many machines. A method that fails throws a {@link MessageStoreException}.
 */
public interface MessageStore {

    /**
     * Stores a new message, unless there is one with its key. It is durable when this method returns.
     *
     * @return the message with this key that was stored before; {@code null} if the new one was stored
     */
    StoredMessage putIfAbsent(StoredMessage message);

    /** The message with this key, or {@code null}. */
    StoredMessage find(String key);

    /** The message in state {@link MessageState#SENT} with this job, or {@code null}. */
    StoredMessage findSent(long companyId, long jobId);

    /**
     * Replaces a message by its next version, if the version before is the stored one. A message in state
     * {@link MessageState#SENDING} is durable when this method returns. Other changes survive the end of the process, but a power
     * failure may undo the last ones.
     *
     * @return whether the message was replaced
     */
    boolean replace(StoredMessage before, StoredMessage next);

    /**
     * Removes a message if this version is the stored one.
     *
     * @return whether the message was removed
     */
    boolean remove(StoredMessage message);

    /**
     * Leases messages that are due, the oldest due first. Until the lease ends no other claim returns them, on this or another
     * machine, unless they are made due earlier.
     *
     * @param companyId the company of the messages
     * @param now       messages with {@code dueAt} up to this time are due
     * @param leaseEnd  the new {@code dueAt} of the messages
     * @param limit     the maximum number of messages
     * @return the messages in their new versions
     */
    List<StoredMessage> claim(long companyId, Instant now, Instant leaseEnd, int limit);

    /** The number of messages of a company that are not finished, or whose final state was not emitted. */
    long countOpen(long companyId);
}
