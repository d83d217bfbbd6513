/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs.examples;

import im.pact.camel.channels.PactChannelsConstants;
import org.apache.camel.builder.RouteBuilder;

/** Page list: all channels in one list, as a stream, and page by page. */
public class ListRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // tag::all[]
        from("timer:sync?period=3600000")
                .to("pact-channels:list?companyId=154")
                .split(body())
                .to("log:channel");
        // end::all[]

        // tag::stream[]
        from("direct:export")
                .to("pact-channels:list?companyId=154&listMode=stream&outputType=json")
                .split(body())
                .streaming()
                .to("file:{{directory}}?fileName=channels.jsonl&fileExist=Append&appendChars=\\n");
        // end::stream[]

        // tag::pages[]
        from("direct:pages")
                .to("pact-channels:list?companyId=154&listMode=page&pageSize=100")
                .to("log:page")
                .loopDoWhile(header(PactChannelsConstants.NEXT_PAGE_TOKEN).isNotNull())
                .setHeader(PactChannelsConstants.PAGE_TOKEN, header(PactChannelsConstants.NEXT_PAGE_TOKEN))
                .to("pact-channels:list?companyId=154&listMode=page&pageSize=100")
                .to("log:page")
                .end();
        // end::pages[]
    }
}
