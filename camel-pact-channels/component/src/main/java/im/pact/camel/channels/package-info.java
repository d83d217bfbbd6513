/* SPDX-License-Identifier: Apache-2.0 */
/** The Camel component: what routes see. */
package im.pact.camel.channels;
