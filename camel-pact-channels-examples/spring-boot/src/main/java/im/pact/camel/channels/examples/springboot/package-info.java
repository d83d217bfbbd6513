/* SPDX-License-Identifier: Apache-2.0 */
/** A Spring Boot application that keeps a table of the channels of a company, and lists them on request. */
package im.pact.camel.channels.examples.springboot;
