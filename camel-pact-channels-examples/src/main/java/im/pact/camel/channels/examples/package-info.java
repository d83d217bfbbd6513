/* SPDX-License-Identifier: Apache-2.0 */
/** Routes to run and to copy from. */
package im.pact.camel.channels.examples;
