/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The HTTP API of Pact Channels as plain Java, usable without a Camel route: client, listings and exceptions. Everything that is
 * specific to version {@code p1} of the API is in this package.
 */
package im.pact.camel.channels.client;
