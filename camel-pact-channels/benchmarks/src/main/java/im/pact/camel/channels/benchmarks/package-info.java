/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What the component costs, measured with JMH against two others that do the same work on the same server in the same run: a
 * route of camel-http and camel-jackson as its best advocate would write it by hand, and HttpClient 5 with Jackson streaming
 * into the same records and no Camel at all, which is the limit.
 */
package im.pact.camel.channels.benchmarks;
