/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.model;

import java.util.ArrayList;
import java.util.Collection;

/**
 * A list of channels or companies. Its class shows Camel's type converters that its elements are results.
 *
 * @param <T> the elements
 */
public final class ApiList<T extends ApiObject> extends ArrayList<T> implements ApiResult {

    private static final long serialVersionUID = 1L;

    /** An empty list. */
    public ApiList() {}

    /** A list of these elements. */
    public ApiList(Collection<T> elements) {
        super(elements);
    }
}
