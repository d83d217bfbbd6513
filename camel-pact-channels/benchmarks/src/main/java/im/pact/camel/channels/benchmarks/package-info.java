/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The cost of the component, measured with JMH and compared with two other implementations of the same work, in the same run and
 * with the same server: a carefully hand-written route with camel-http and camel-jackson, and HttpClient 5 with Jackson streaming
 * into the same records and without Camel, which is the limit.
 */
package im.pact.camel.channels.benchmarks;
