/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.model;

import java.io.Serializable;

/** A result that is converted to the JSON of the API. */
public interface ApiResult extends Serializable {}
