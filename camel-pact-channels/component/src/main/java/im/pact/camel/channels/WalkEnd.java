/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

/** How a walk of a consumer ended. The names are what JMX and the dev console show. */
enum WalkEnd {
    /** Every page was read, and all that was made of them was sent. */
    complete,
    /** It hit {@code maxPages}, or met an empty page that named a next one. */
    incomplete,
    /** The consumer was stopped or suspended. */
    stopped,
    /** A record failed, and {@code stopOnFailure} is set. */
    stopOnFailure,
    /** A call failed. */
    failed
}
