/* SPDX-License-Identifier: Apache-2.0 */
/** The component in Spring Boot: its options as properties, masked secrets, and meters. */
package im.pact.camel.channels.springboot;
