/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.changes.ChangeType;
import im.pact.camel.channels.changes.CompanySnapshots;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** One exchange without a body, for a company that has left the list of companies. */
final class CompanyRemovedBatch implements ExchangeBatch {

    private final CompanySnapshots snapshots;
    private final long companyId;

    CompanyRemovedBatch(CompanySnapshots snapshots, long companyId) {
        this.snapshots = snapshots;
        this.companyId = companyId;
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public void fill(Exchange exchange, int index) {
        Message message = exchange.getMessage();
        message.setHeader(PactChannelsConstants.CHANGE, ChangeType.companyRemoved.name());
        StepResult.setHeader(message, PactChannelsConstants.COMPANY_ID, companyId);
        setBatchProperties(exchange, index);
    }

    @Override
    public void delivered(int index) {
        snapshots.remove(companyId);
    }

    @Override
    public void finished() {
        snapshots.known().save();
    }
}
