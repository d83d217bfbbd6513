/* SPDX-License-Identifier: Apache-2.0 */
/** Stored messages: each is sent once, and followed until the service reports its delivery. */
package im.pact.camel.channels.delivery;
