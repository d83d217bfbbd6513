/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

/** How much of a listing the operation {@code list} puts into the message. */
public enum ListMode {
    /** The channels of all pages, in one list. */
    all,
    /** The channels of one page, and the token of the next page in a header. */
    page,
    /** An iterator over the channels of all pages, which asks for a page only when it gets there. */
    stream
}
