/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

/**
 * Figures of the rate limit since the start or the last {@link PactChannelsSandbox#reset()}. Only requests with a valid
 * token are counted.
 *
 * @param requests the number of all requests, including rejected ones and those without a limit
 * @param rejected the number of requests that the limit rejected with 429
 */
public record RateLimitStatistics(long requests, long rejected) {}
