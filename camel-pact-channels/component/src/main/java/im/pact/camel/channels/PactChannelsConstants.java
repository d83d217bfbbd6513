/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import org.apache.camel.spi.Metadata;

/** All headers that the component reads and sets. */
public interface PactChannelsConstants {

    @Metadata(
            label = "producer",
            description = "Operation to perform instead of the one in the endpoint URI; case does not matter.",
            javaType = "im.pact.camel.channels.request.PactChannelsOperation")
    String OPERATION = "CamelPactChannelsOperation";

    @Metadata(
            description = "Company that the channels belong to. Set by events, parseEvent and a consumer of several "
                    + "companies (option companies). If the route sets it, it overrides the option companyId; "
                    + "otherwise, the option of the endpoint overrides it.",
            javaType = "Long")
    String COMPANY_ID = "CamelPactChannelsCompanyId";

    @Metadata(
            label = "producer",
            description = "Amount of the listing in the message of list and companies: all, page or stream. Overrides "
                    + "the option listMode.",
            javaType = "im.pact.camel.channels.ListMode")
    String LIST_MODE = "CamelPactChannelsListMode";

    @Metadata(
            label = "producer",
            description = "Number of channels or companies per page, 1 to 100. Overrides the option pageSize.",
            javaType = "Integer")
    String PAGE_SIZE = "CamelPactChannelsPageSize";

    @Metadata(
            label = "producer",
            description =
                    "Token of the page to start with, for list and companies. Overrides the option pageToken. The service "
                            + "returns the first page for a token that is unknown or expired.",
            javaType = "String")
    String PAGE_TOKEN = "CamelPactChannelsPageToken";

    @Metadata(
            label = "producer",
            description = "Sort order of a listing, by id: asc or desc. Overrides the option sortDirection.",
            javaType = "im.pact.camel.channels.request.SortDirection")
    String SORT_DIRECTION = "CamelPactChannelsSortDirection";

    @Metadata(
            label = "producer",
            description = "Maximum number of pages of a listing. Overrides the option maxPages.",
            javaType = "Integer")
    String MAX_PAGES = "CamelPactChannelsMaxPages";

    @Metadata(
            label = "producer",
            description =
                    "Token of the page after the last one that list or companies has read. Set if there is such a "
                            + "page and the body does not include it (listMode=page, or maxPages reached); otherwise "
                            + "removed.",
            javaType = "String")
    String NEXT_PAGE_TOKEN = "CamelPactChannelsNextPageToken";

    @Metadata(
            description = "Channel that the operation acts on. Set by create, by the consumer list (emit=record, "
                    + "emit=change), and by events and parseEvent if the event names it. If the route sets it, it overrides the option channelId; otherwise, option"
                    + " and body override it.",
            javaType = "Long")
    String CHANNEL_ID = "CamelPactChannelsChannelId";

    @Metadata(
            description =
                    "Messenger of the channel, with the name that the API uses. Set by create, by the "
                            + "consumer list (emit=record, emit=change), and by events and parseEvent if the event names "
                            + "it. If the route sets it, it overrides the option provider; otherwise, option and body override it.",
            javaType = "String")
    String PROVIDER = "CamelPactChannelsProvider";

    @Metadata(
            label = "producer",
            description = "Phone number, for sendFirst, userExists and create (telegram_personal, instagram_business). "
                    + "Overrides the option phone. "
                    + "sendFirst and userExists set it to the number as it was sent, in digits.",
            javaType = "String")
    String PHONE = "CamelPactChannelsPhone";

    @Metadata(
            label = "producer",
            description = "Country of phone numbers that have no country code, as two letters of ISO 3166-1, such "
                    + "as RU. Overrides the option phoneRegion.",
            javaType = "String")
    String PHONE_REGION = "CamelPactChannelsPhoneRegion";

    @Metadata(
            description =
                    "Delivery job that job requests. Set by sendFirst, and by events and parseEvent for events of "
                            + "the type deliveryResult.",
            javaType = "Long")
    String JOB_ID = "CamelPactChannelsJobId";

    @Metadata(
            label = "producer",
            description = "Token of the messenger, for create and update. Overrides the option token.",
            javaType = "String")
    String TOKEN = "CamelPactChannelsToken";

    @Metadata(
            label = "producer",
            description =
                    "Phone number of the account, for create (whatsapp_business). Overrides the option " + "username.",
            javaType = "String")
    String USERNAME = "CamelPactChannelsUsername";

    @Metadata(
            label = "producer",
            description = "Name of the account, for create (whatsapp_business). Overrides the option accountName.",
            javaType = "String")
    String ACCOUNT_NAME = "CamelPactChannelsAccountName";

    @Metadata(
            label = "producer",
            description = "Tariff, for create (whatsapp_business): regular, unlim or no_write_first. Overrides the "
                    + "option subtype.",
            javaType = "String")
    String SUBTYPE = "CamelPactChannelsSubtype";

    @Metadata(
            label = "producer",
            description = "API provider, for create (whatsapp_business): gupshup or 360dialog. Overrides the option"
                    + " apiProvider.",
            javaType = "String")
    String API_PROVIDER = "CamelPactChannelsApiProvider";

    @Metadata(
            label = "producer",
            description = "Type of the hosting, for create (whatsapp_business): cloud or onpremise. Overrides the "
                    + "option hostingType.",
            javaType = "String")
    String HOSTING_TYPE = "CamelPactChannelsHostingType";

    @Metadata(
            label = "producer",
            description = "Channel of 360dialog, for create (whatsapp_business). Overrides the option "
                    + "dialog360ChannelId.",
            javaType = "String")
    String DIALOG360_CHANNEL_ID = "CamelPactChannelsDialog360ChannelId";

    @Metadata(
            label = "producer",
            description =
                    "Client of 360dialog, for create (whatsapp_business). Overrides the option " + "dialog360ClientId.",
            javaType = "String")
    String DIALOG360_CLIENT_ID = "CamelPactChannelsDialog360ClientId";

    @Metadata(
            label = "producer",
            description = "Login or client id, for create and update. Overrides the option login.",
            javaType = "String")
    String LOGIN = "CamelPactChannelsLogin";

    @Metadata(
            label = "producer",
            description =
                    "Password or client secret, for create, update and confirm. Overrides the option " + "password.",
            javaType = "String")
    String PASSWORD = "CamelPactChannelsPassword";

    @Metadata(
            label = "producer",
            description = "Response of Instagram's business login, for create (instagram_business): a map, or JSON "
                    + "text.",
            javaType = "Object")
    String DATA = "CamelPactChannelsData";

    @Metadata(
            label = "producer",
            description = "Whether a telegram_personal channel is confirmed by QR code, for create. Overrides the "
                    + "option viaQrCode.",
            javaType = "Boolean")
    String VIA_QR_CODE = "CamelPactChannelsViaQrCode";

    @Metadata(
            label = "producer",
            description = "Time of the oldest message to import, for create: an Instant, OffsetDateTime, "
                    + "ZonedDateTime or Date, ISO 8601 text with an offset, or seconds since 1970. Overrides "
                    + "the option syncMessagesFrom.",
            javaType = "java.time.Instant")
    String SYNC_MESSAGES_FROM = "CamelPactChannelsSyncMessagesFrom";

    @Metadata(
            label = "producer",
            description = "Whether imported chats stay unread, for create (whatsapp). Overrides the option "
                    + "doNotMarkAsRead.",
            javaType = "Boolean")
    String DO_NOT_MARK_AS_READ = "CamelPactChannelsDoNotMarkAsRead";

    @Metadata(
            label = "producer",
            description = "Text of the message, for sendFirst. Overrides the body and the option message.",
            javaType = "String")
    String MESSAGE = "CamelPactChannelsMessage";

    @Metadata(
            label = "producer",
            description = "Id of a registered template, for sendFirst. Overrides the option templateId.",
            javaType = "String")
    String TEMPLATE_ID = "CamelPactChannelsTemplateId";

    @Metadata(
            label = "producer",
            description = "Language of the template, such as en, for sendFirst. Overrides the option "
                    + "templateLanguageCode.",
            javaType = "String")
    String TEMPLATE_LANGUAGE_CODE = "CamelPactChannelsTemplateLanguageCode";

    @Metadata(
            label = "producer",
            description = "Values of the template's placeholders in order, for sendFirst. Overrides the option "
                    + "templateParameters.",
            javaType = "java.util.List<String>")
    String TEMPLATE_PARAMETERS = "CamelPactChannelsTemplateParameters";

    @Metadata(
            label = "producer",
            description = "Way to meet Instagram's challenge, for requestCode: the value of one of the choices "
                    + "that confirm returns.",
            javaType = "Long")
    String CHALLENGE_VARIANT = "CamelPactChannelsChallengeVariant";

    @Metadata(
            label = "producer",
            description = "Type of Instagram's challenge, for requestCode: two_factor requests the text message of "
                    + "the two-factor authentication.",
            javaType = "String")
    String CHALLENGE_TYPE = "CamelPactChannelsChallengeType";

    @Metadata(
            label = "producer",
            description = "Type of the confirmation, for confirm: code or password (telegram_personal), or "
                    + "two_factor (instagram). Only needed if the other parameters do not determine it.",
            javaType = "String")
    String CONFIRMATION_TYPE = "CamelPactChannelsConfirmationType";

    @Metadata(
            label = "producer",
            description = "Way by which the code of Instagram's two-factor authentication came, for confirm: the "
                    + "value of one of the choices that confirm returns.",
            javaType = "Long")
    String CONFIRMATION_VARIANT = "CamelPactChannelsConfirmationVariant";

    @Metadata(
            label = "producer",
            description = "Code from Instagram, for confirm. Overrides the body.",
            javaType = "String")
    String CONFIRMATION_CODE = "CamelPactChannelsConfirmationCode";

    @Metadata(
            label = "producer",
            description = "Code from Telegram, for confirm. Overrides the body.",
            javaType = "String")
    String CODE = "CamelPactChannelsCode";

    @Metadata(
            label = "producer",
            description = "Page of an Instagram account, for enablePage: the id of one of the create_pages that create "
                    + "returns.",
            javaType = "Long")
    String PAGE_ID = "CamelPactChannelsPageId";

    @Metadata(
            label = "producer",
            description =
                    "Age of the oldest messages to import, for enablePage: day, week, month or all. Overrides the "
                            + "option syncPeriod.",
            javaType = "String")
    String SYNC_PERIOD = "CamelPactChannelsSyncPeriod";

    @Metadata(
            label = "producer",
            description = "Address that the service sends the events of the company to, for registerWebhook: an "
                    + "absolute https URL. An empty text removes it. Overrides the option webhookUrl.",
            javaType = "String")
    String WEBHOOK_URL = "CamelPactChannelsWebhookUrl";

    @Metadata(
            label = "producer",
            description = "State of the delivery job: trying_deliver, later delivered. Set by sendFirst and job.",
            javaType = "String")
    String JOB_STATE = "CamelPactChannelsJobState";

    @Metadata(
            description = "Result of the delivery job: DELIVERED or NOT DELIVERED. Set by sendFirst and job if "
                    + "there is a result, and by events and parseEvent for events of the type deliveryResult; otherwise "
                    + "removed.",
            javaType = "String")
    String JOB_RESULT = "CamelPactChannelsJobResult";

    @Metadata(
            description = "Reason of the service why the message was not delivered. Set by sendFirst, job, events and "
                    + "parseEvent if the delivery has failed and the service gives a reason; otherwise removed.",
            javaType = "String")
    String JOB_REASON = "CamelPactChannelsJobReason";

    @Metadata(
            description = "Key of the message in the message store, such as an order number: any text of up to 255 "
                    + "characters. sendFirst sends a key once. Overrides the option messageKey. Set by deliveries.",
            javaType = "String")
    String MESSAGE_KEY = "CamelPactChannelsMessageKey";

    @Metadata(
            label = "consumer",
            description =
                    "Final state of the message: DELIVERED, NOT_DELIVERED, UNKNOWN (it is not known whether it was "
                            + "sent) or EXPIRED (deliveries).",
            javaType = "String")
    String MESSAGE_STATE = "CamelPactChannelsMessageState";

    @Metadata(
            label = "producer",
            description = "Whether sendFirst sends a message although the outcome of an earlier request with the same "
                    + "message key is unknown. Overrides the option resend.",
            javaType = "Boolean")
    String RESEND = "CamelPactChannelsResend";

    @Metadata(
            label = "producer",
            description = "Whether the message was sent before: true, and the body is the stored job. Set by sendFirst "
                    + "with a message key; otherwise removed.",
            javaType = "Boolean")
    String DUPLICATE = "CamelPactChannelsDuplicate";

    @Metadata(
            label = "producer",
            description = "Next step that the service requires: NONE, TWO_FACTOR, CHALLENGE or PASSWORD. Set by "
                    + "requestCode and confirm.",
            javaType = "String")
    String NEXT_STEP = "CamelPactChannelsNextStep";

    @Metadata(
            label = "consumer",
            description =
                    "Type of the change: added, removed or changed; companyRemoved if a company has left the list "
                            + "of companies (emit=change).",
            javaType = "String")
    String CHANGE = "CamelPactChannelsChange";

    @Metadata(
            label = "consumer",
            description = "Index of the page in its poll, from 0 (emit=record, emit=page).",
            javaType = "Integer")
    String PAGE_INDEX = "CamelPactChannelsPageIndex";

    @Metadata(
            label = "consumer",
            description = "Index of the channel in its page, from 0 (emit=record).",
            javaType = "Integer")
    String INDEX_IN_PAGE = "CamelPactChannelsIndexInPage";

    @Metadata(
            label = "consumer",
            description = "Whether the page is the last one of its poll (emit=record, emit=page).",
            javaType = "Boolean")
    String LAST_PAGE = "CamelPactChannelsLastPage";

    @Metadata(
            description = "Type of the event: qrCode, channelState, deliveryResult, message, messageStatus, "
                    + "conversation or other. Set by the consumer events and by parseEvent.",
            javaType = "String")
    String EVENT_TYPE = "CamelPactChannelsEventType";

    @Metadata(
            description = "Id of the event, the same for repeated deliveries; made from its content. Set by the "
                    + "consumer events and by parseEvent.",
            javaType = "String")
    String EVENT_ID = "CamelPactChannelsEventId";

    @Metadata(
            description = "Time of the event, if the event has one. Set by the consumer events and by parseEvent.",
            javaType = "java.time.Instant")
    String EVENT_TIME = "CamelPactChannelsEventTime";

    @Metadata(
            description = "State of the channel, for events of the type channelState: INITIAL, CONNECTED, "
                    + "SYNCHRONIZED, ONLINE, OFFLINE, RESUMING, DISABLED or DELETED.",
            javaType = "String")
    String CHANNEL_STATE = "CamelPactChannelsChannelState";

    @Metadata(
            description = "Status of the message, for events of the type messageStatus: PREPARING, SENDING, SENT, "
                    + "DELIVERED, READ or ERROR.",
            javaType = "String")
    String MESSAGE_STATUS = "CamelPactChannelsMessageStatus";
}
