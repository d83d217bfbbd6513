/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

/**
 * The form of the exchanges of a batch.
 *
 * @param emit      the content of an exchange
 * @param output    the form of its body
 * @param companyId the company that each exchange names, or {@code null} if the consumer polls one company only. The same object for
 *                  all exchanges of a batch, and for nothing else
 */
record BatchOptions(EmitMode emit, OutputType output, Long companyId) {}
