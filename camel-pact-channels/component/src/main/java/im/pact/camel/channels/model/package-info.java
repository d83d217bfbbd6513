/* SPDX-License-Identifier: Apache-2.0 */
/** Results of the Channels API as immutable values. Knows neither HTTP nor Camel. */
package im.pact.camel.channels.model;
