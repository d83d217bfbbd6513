/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

/** The order of a listing, by channel id. The names are the values of the API's {@code sort_direction}. */
public enum SortDirection {
    asc,
    desc
}
