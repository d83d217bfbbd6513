/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import org.apache.camel.spi.Metadata;

/** The headers that the component reads and writes. It knows no others. */
public interface PactChannelsConstants {

    @Metadata(
            label = "producer",
            description = "The operation to do instead of the one in the endpoint URI, read without regard to case.",
            javaType = "im.pact.camel.channels.PactChannelsOperation")
    String OPERATION = "CamelPactChannelsOperation";

    @Metadata(
            label = "producer",
            description = "The id of the company, instead of the option companyId.",
            javaType = "Long")
    String COMPANY_ID = "CamelPactChannelsCompanyId";

    @Metadata(
            label = "producer",
            description = "list: how much of the listing to put into the message, instead of the option listMode.",
            javaType = "im.pact.camel.channels.ListMode")
    String LIST_MODE = "CamelPactChannelsListMode";

    @Metadata(
            label = "producer",
            description = "list: channels on a page, 1 to 100, instead of the option pageSize.",
            javaType = "Integer")
    String PAGE_SIZE = "CamelPactChannelsPageSize";

    @Metadata(
            label = "producer",
            description =
                    "list: the token of the page to begin with, instead of the option pageToken. The service answers a"
                            + " token that it does not know, or knows no longer, with the first page.",
            javaType = "String")
    String PAGE_TOKEN = "CamelPactChannelsPageToken";

    @Metadata(
            label = "producer",
            description = "list: the order of the channels by their id, instead of the option sortDirection.",
            javaType = "im.pact.camel.channels.model.SortDirection")
    String SORT_DIRECTION = "CamelPactChannelsSortDirection";

    @Metadata(
            label = "producer",
            description = "list: the most pages to ask for, instead of the option maxPages.",
            javaType = "Integer")
    String MAX_PAGES = "CamelPactChannelsMaxPages";

    @Metadata(
            label = "producer",
            description =
                    "list: set afterwards to the token of the page after the last one that was read, when there is one"
                            + " and the body does not go on to it by itself (listMode=page, or maxPages reached); otherwise removed.",
            javaType = "String")
    String NEXT_PAGE_TOKEN = "CamelPactChannelsNextPageToken";

    @Metadata(label = "consumer", description = "The id of the channel, with emit=record.", javaType = "Long")
    String CHANNEL_ID = "CamelPactChannelsChannelId";

    @Metadata(
            label = "consumer",
            description = "The provider of the channel in the API's spelling, with emit=record.",
            javaType = "String")
    String PROVIDER = "CamelPactChannelsProvider";

    @Metadata(label = "consumer", description = "The number of the page in its walk, from 0.", javaType = "Integer")
    String PAGE_INDEX = "CamelPactChannelsPageIndex";

    @Metadata(
            label = "consumer",
            description = "The number of the channel in its page, from 0, with emit=record.",
            javaType = "Integer")
    String INDEX_IN_PAGE = "CamelPactChannelsIndexInPage";

    @Metadata(label = "consumer", description = "Whether the walk ends with this page.", javaType = "Boolean")
    String LAST_PAGE = "CamelPactChannelsLastPage";
}
