/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Requests: the operations, their variants per provider, parameters, types and validation. This package depends neither on HTTP nor
 * on Camel.
 */
package im.pact.camel.channels.request;
