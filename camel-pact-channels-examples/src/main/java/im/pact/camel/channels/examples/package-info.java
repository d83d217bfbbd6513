/* SPDX-License-Identifier: Apache-2.0 */
/** Runnable example routes. */
package im.pact.camel.channels.examples;
