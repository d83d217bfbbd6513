/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import org.apache.camel.spi.Metadata;

/** The headers that the component reads and writes. It knows no others. */
public interface PactChannelsConstants {

    @Metadata(
            label = "producer",
            description = "The operation to do instead of the one in the endpoint URI, read without regard to case.",
            javaType = "im.pact.camel.channels.request.PactChannelsOperation")
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
            javaType = "im.pact.camel.channels.request.SortDirection")
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

    @Metadata(
            description =
                    "The id of the channel. Consumer: set with emit=record and emit=change. Producer: which channel the operation is about,"
                            + " instead of the option channelId; set by create.",
            javaType = "Long")
    String CHANNEL_ID = "CamelPactChannelsChannelId";

    @Metadata(
            description =
                    "The provider of the channel in the API's spelling. Consumer: set with emit=record and emit=change. Producer: instead of"
                            + " the option provider; set by create.",
            javaType = "String")
    String PROVIDER = "CamelPactChannelsProvider";

    @Metadata(
            label = "producer",
            description = "sendFirst, userExists, create: the phone number, instead of the option phone.",
            javaType = "String")
    String PHONE = "CamelPactChannelsPhone";

    @Metadata(
            label = "producer",
            description =
                    "The country of phone numbers without a country code, as two letters such as RU, instead of the option"
                            + " phoneRegion.",
            javaType = "String")
    String PHONE_REGION = "CamelPactChannelsPhoneRegion";

    @Metadata(
            label = "producer",
            description = "job: the id of the job that delivers a first message, instead of the option jobId; set by "
                    + "sendFirst.",
            javaType = "Long")
    String JOB_ID = "CamelPactChannelsJobId";

    @Metadata(
            label = "producer",
            description = "create, update: the token of the messenger, instead of the option token.",
            javaType = "String")
    String TOKEN = "CamelPactChannelsToken";

    @Metadata(
            label = "producer",
            description = "create: the phone number of a whatsapp_business account, instead of the option username.",
            javaType = "String")
    String USERNAME = "CamelPactChannelsUsername";

    @Metadata(
            label = "producer",
            description = "create: the name of a whatsapp_business account, instead of the option accountName.",
            javaType = "String")
    String ACCOUNT_NAME = "CamelPactChannelsAccountName";

    @Metadata(
            label = "producer",
            description = "create: the tariff of a whatsapp_business account, instead of the option subtype.",
            javaType = "String")
    String SUBTYPE = "CamelPactChannelsSubtype";

    @Metadata(
            label = "producer",
            description = "create: the API provider of a whatsapp_business account, instead of the option apiProvider.",
            javaType = "String")
    String API_PROVIDER = "CamelPactChannelsApiProvider";

    @Metadata(
            label = "producer",
            description = "create, update: the login or client id, instead of the option login.",
            javaType = "String")
    String LOGIN = "CamelPactChannelsLogin";

    @Metadata(
            label = "producer",
            description = "create, update, confirm: the password or client secret, instead of the option password.",
            javaType = "String")
    String PASSWORD = "CamelPactChannelsPassword";

    @Metadata(
            label = "producer",
            description =
                    "create: the answer of Instagram's business login as a map or JSON text, instead of the option "
                            + "data.",
            javaType = "Object")
    String DATA = "CamelPactChannelsData";

    @Metadata(
            label = "producer",
            description = "create: whether telegram_personal is to be confirmed by QR code, instead of the option "
                    + "viaQrCode.",
            javaType = "Boolean")
    String VIA_QR_CODE = "CamelPactChannelsViaQrCode";

    @Metadata(
            label = "producer",
            description =
                    "create: from when on older messages are brought in, instead of the option syncMessagesFrom: an "
                            + "Instant, OffsetDateTime, ZonedDateTime, Date, ISO 8601 text with an offset, or seconds since "
                            + "1970.",
            javaType = "java.time.Instant")
    String SYNC_MESSAGES_FROM = "CamelPactChannelsSyncMessagesFrom";

    @Metadata(
            label = "producer",
            description = "create: whether chats stay unread after the synchronization, instead of the option "
                    + "doNotMarkAsRead.",
            javaType = "Boolean")
    String DO_NOT_MARK_AS_READ = "CamelPactChannelsDoNotMarkAsRead";

    @Metadata(
            label = "producer",
            description = "sendFirst: the text, instead of the body and of the option message.",
            javaType = "String")
    String MESSAGE = "CamelPactChannelsMessage";

    @Metadata(
            label = "producer",
            description = "sendFirst: the id of the template, instead of the option templateId.",
            javaType = "String")
    String TEMPLATE_ID = "CamelPactChannelsTemplateId";

    @Metadata(
            label = "producer",
            description = "sendFirst: the language of the template, instead of the option templateLanguageCode.",
            javaType = "String")
    String TEMPLATE_LANGUAGE_CODE = "CamelPactChannelsTemplateLanguageCode";

    @Metadata(
            label = "producer",
            description = "sendFirst: what to put into the template, instead of the option templateParameters.",
            javaType = "java.util.List<String>")
    String TEMPLATE_PARAMETERS = "CamelPactChannelsTemplateParameters";

    @Metadata(
            label = "producer",
            description = "requestCode: the choice to meet Instagram's challenge by, instead of the option "
                    + "challengeVariant.",
            javaType = "Long")
    String CHALLENGE_VARIANT = "CamelPactChannelsChallengeVariant";

    @Metadata(
            label = "producer",
            description = "requestCode: two_factor, instead of the option challengeType.",
            javaType = "String")
    String CHALLENGE_TYPE = "CamelPactChannelsChallengeType";

    @Metadata(
            label = "producer",
            description = "confirm: code, password or two_factor, instead of the option confirmationType.",
            javaType = "String")
    String CONFIRMATION_TYPE = "CamelPactChannelsConfirmationType";

    @Metadata(
            label = "producer",
            description = "confirm: how Instagram's two factor code came, instead of the option confirmationVariant.",
            javaType = "Long")
    String CONFIRMATION_VARIANT = "CamelPactChannelsConfirmationVariant";

    @Metadata(
            label = "producer",
            description = "confirm: the code from Instagram, instead of the body and of the option confirmationCode.",
            javaType = "String")
    String CONFIRMATION_CODE = "CamelPactChannelsConfirmationCode";

    @Metadata(
            label = "producer",
            description = "confirm: the code from Telegram, instead of the body and of the option code.",
            javaType = "String")
    String CODE = "CamelPactChannelsCode";

    @Metadata(
            label = "producer",
            description = "sendFirst, job: set afterwards to the state of the job: trying_deliver, later delivered.",
            javaType = "String")
    String JOB_STATE = "CamelPactChannelsJobState";

    @Metadata(
            label = "producer",
            description =
                    "sendFirst, job: set afterwards to the result of the job, DELIVERED or NOT DELIVERED, once there is"
                            + " one; otherwise removed.",
            javaType = "String")
    String JOB_RESULT = "CamelPactChannelsJobResult";

    @Metadata(
            label = "producer",
            description =
                    "requestCode, confirm: set afterwards to what the service wants next: NONE, TWO_FACTOR or CHALLENGE.",
            javaType = "String")
    String NEXT_STEP = "CamelPactChannelsNextStep";

    @Metadata(
            label = "consumer",
            description = "What has become of the channel, with emit=change: added, removed or changed.",
            javaType = "String")
    String CHANGE = "CamelPactChannelsChange";

    @Metadata(
            label = "consumer",
            description = "The number of the page in its walk, from 0, with emit=record and emit=page.",
            javaType = "Integer")
    String PAGE_INDEX = "CamelPactChannelsPageIndex";

    @Metadata(
            label = "consumer",
            description = "The number of the channel in its page, from 0, with emit=record.",
            javaType = "Integer")
    String INDEX_IN_PAGE = "CamelPactChannelsIndexInPage";

    @Metadata(
            label = "consumer",
            description = "Whether the walk ends with this page, with emit=record and emit=page.",
            javaType = "Boolean")
    String LAST_PAGE = "CamelPactChannelsLastPage";
}
