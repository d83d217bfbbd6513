/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.net.URI;
import java.util.Map;

/** A URL for the events of the second version of the API. */
record CompanyWebhook(long id, URI url, boolean active) {

    Map<String, Object> json() {
        return Json.object("id", id, "url", url.toString(), "active", active);
    }
}
