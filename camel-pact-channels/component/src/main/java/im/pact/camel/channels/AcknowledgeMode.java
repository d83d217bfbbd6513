/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

/** When an event is acknowledged to the service. */
public enum AcknowledgeMode {
    /** When the route has completed. If it fails, the service sends the event again. */
    afterRoute,
    /** When the event is received. If the route fails, the event is lost. */
    immediately
}
