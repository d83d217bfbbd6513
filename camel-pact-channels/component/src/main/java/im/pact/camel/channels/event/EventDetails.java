/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.event;

import im.pact.camel.channels.model.ApiObject;
import java.io.Serializable;
import java.time.Instant;
import java.util.Map;

/**
 * The values that all events have. Values that an event does not name are {@code null}: which these are differs between the events and between
 * the versions of the API.
 *
 * @param id        the same for repeated deliveries of an event, and different for different events. The service names no id, so it
 *                  is made from the content
 * @param companyId the company
 * @param channelId the channel
 * @param provider  the messenger, with the name that the API uses
 * @param time      the time of the event
 * @param received  the event as received
 */
public record EventDetails(
        String id, Long companyId, Long channelId, String provider, Instant time, Map<String, Object> received)
        implements Serializable {

    public EventDetails {
        received = ApiObject.unmodifiable(received);
    }

    /** Without texts of the event, which can be private, or made to forge lines of a log. */
    @Override
    public String toString() {
        return "companyId=" + companyId + ", channelId=" + channelId + ", time=" + time;
    }
}
