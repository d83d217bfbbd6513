/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

/** How the body of a request is written. */
public enum RequestFormat {
    /** {@code application/x-www-form-urlencoded}, as in the samples of the API document. */
    form,
    /** {@code application/json}, which the service understands everywhere too. */
    json
}
