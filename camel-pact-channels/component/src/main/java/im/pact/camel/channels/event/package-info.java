/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Events that the service sends to the webhook of a company: typed records, their reader, and the registration of the webhook. Knows
 * neither exchanges nor HTTP servers.
 */
package im.pact.camel.channels.event;
