/* SPDX-License-Identifier: Apache-2.0 */
/** What an operation needs: the operations, their variants per provider, parameters, types and validation. Knows neither HTTP nor Camel. */
package im.pact.camel.channels.request;
