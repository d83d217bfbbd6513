/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The HTTP API of Pact Channels as plain Java, usable with no Camel route: the client, the walk over pages and the
 * exceptions. Everything that is specific to version {@code p1} of the API is in here.
 */
package im.pact.camel.channels.client;
