/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.delivery;

import org.apache.camel.RuntimeCamelException;

/** A message store has failed. If sendFirst throws it, the message was not sent. */
public class MessageStoreException extends RuntimeCamelException {

    private static final long serialVersionUID = 1L;

    public MessageStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
