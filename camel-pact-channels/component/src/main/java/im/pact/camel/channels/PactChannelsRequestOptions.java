/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * The options of one endpoint that are parameters of its requests. They are not options of the component, where each would be a
 * default for all messages of the application.
 */
@UriParams
public class PactChannelsRequestOptions {

    @UriParam(label = "producer")
    private Long channelId;

    @UriParam(label = "producer")
    private String provider;

    @UriParam(label = "producer")
    private String phone;

    @UriParam(label = "producer,security", secret = true)
    private String token;

    @UriParam(label = "producer")
    private String username;

    @UriParam(label = "producer")
    private String accountName;

    @UriParam(label = "producer")
    private String subtype;

    @UriParam(label = "producer")
    private String apiProvider;

    @UriParam(label = "producer")
    private String hostingType;

    @UriParam(label = "producer")
    private String dialog360ChannelId;

    @UriParam(label = "producer")
    private String dialog360ClientId;

    @UriParam(label = "producer,security", secret = true)
    private String login;

    @UriParam(label = "producer,security", secret = true)
    private String password;

    @UriParam(label = "producer")
    private Boolean viaQrCode;

    @UriParam(label = "producer")
    private String syncMessagesFrom;

    @UriParam(label = "producer")
    private Boolean doNotMarkAsRead;

    @UriParam(label = "producer", secret = true)
    private String message;

    @UriParam(label = "producer")
    private String templateId;

    @UriParam(label = "producer")
    private String templateLanguageCode;

    @UriParam(label = "producer", secret = true)
    private Object templateParameters;

    @UriParam(label = "producer")
    private String syncPeriod;

    @UriParam(label = "producer")
    private String pageToken;

    @UriParam(label = "producer,security", secret = true)
    private String webhookUrl;

    @UriParam(label = "producer")
    private String messageKey;

    @UriParam(label = "producer")
    private boolean resend;

    public Long getChannelId() {
        return channelId;
    }

    /**
     * Channel that the operation acts on (external_id in listings). It overrides a channel in the message body; the
     * header CamelPactChannelsChannelId overrides it.
     */
    public void setChannelId(Long channelId) {
        this.channelId = channelId;
    }

    public String getProvider() {
        return provider;
    }

    /**
     * Messenger of the channel, for create, requestCode and confirm, with the name that the API uses: whatsapp,
     * whatsapp_business, avito, instagram_business, facebook, vkontakte, vkontakte_direct, telegram, viber,
     * telegram_personal or max.
     */
    public void setProvider(String provider) {
        this.provider = provider;
    }

    public String getPhone() {
        return phone;
    }

    /**
     * Phone number: the recipient of sendFirst, the number to look up with userExists, or the number of the account for
     * create (telegram_personal, instagram_business, and whatsapp by code). Spaces, dots, dashes, brackets and a leading plus sign are
     * allowed.
     */
    public void setPhone(String phone) {
        this.phone = phone;
    }

    public String getToken() {
        return token;
    }

    /**
     * Token of the messenger, for create and update (whatsapp_business, instagram_business, facebook, vkontakte,
     * vkontakte_direct, telegram, viber). This is not the token of the Pact API, see apiToken.
     */
    public void setToken(String token) {
        this.token = token;
    }

    public String getUsername() {
        return username;
    }

    /**
     * Phone number of the account, for create (whatsapp_business).
     */
    public void setUsername(String username) {
        this.username = username;
    }

    public String getAccountName() {
        return accountName;
    }

    /**
     * Name of the account, for create (whatsapp_business; account_name in the API).
     */
    public void setAccountName(String accountName) {
        this.accountName = accountName;
    }

    public String getSubtype() {
        return subtype;
    }

    /**
     * Tariff, for create (whatsapp_business): regular, unlim or no_write_first.
     */
    public void setSubtype(String subtype) {
        this.subtype = subtype;
    }

    public String getApiProvider() {
        return apiProvider;
    }

    /**
     * API provider, for create (whatsapp_business; api_provider in the API): gupshup or 360dialog.
     */
    public void setApiProvider(String apiProvider) {
        this.apiProvider = apiProvider;
    }

    public String getHostingType() {
        return hostingType;
    }

    /**
     * Type of the hosting, for create (whatsapp_business; hosting_type in the API): cloud or onpremise. Newer versions
     * of the API require it.
     */
    public void setHostingType(String hostingType) {
        this.hostingType = hostingType;
    }

    public String getDialog360ChannelId() {
        return dialog360ChannelId;
    }

    /**
     * Channel of 360dialog, for create (whatsapp_business; dialog360_channel_id in the API). It is used together with
     * hostingType and instead of a token.
     */
    public void setDialog360ChannelId(String dialog360ChannelId) {
        this.dialog360ChannelId = dialog360ChannelId;
    }

    public String getDialog360ClientId() {
        return dialog360ClientId;
    }

    /**
     * Client of 360dialog, for create (whatsapp_business; dialog360_client_id in the API).
     */
    public void setDialog360ClientId(String dialog360ClientId) {
        this.dialog360ClientId = dialog360ClientId;
    }

    public String getLogin() {
        return login;
    }

    /**
     * Login or client id, for create (avito) and update.
     */
    public void setLogin(String login) {
        this.login = login;
    }

    public String getPassword() {
        return password;
    }

    /**
     * Password or client secret, for create (avito) and update; password of the Telegram account, for confirm.
     */
    public void setPassword(String password) {
        this.password = password;
    }

    public Boolean getViaQrCode() {
        return viaQrCode;
    }

    /**
     * Whether a telegram_personal channel is confirmed by QR code (via_qr_code in the API), for create. Otherwise, it
     * is confirmed with a code that is sent to its phone.
     */
    public void setViaQrCode(Boolean viaQrCode) {
        this.viaQrCode = viaQrCode;
    }

    public String getSyncMessagesFrom() {
        return syncMessagesFrom;
    }

    /**
     * Time of the oldest message to import, for create (whatsapp, telegram_personal, max; sync_messages_from in the API):
     * ISO 8601 with an offset, or seconds since 1970. At most 31 days ago. By default, no messages are imported.
     */
    public void setSyncMessagesFrom(String syncMessagesFrom) {
        this.syncMessagesFrom = syncMessagesFrom;
    }

    public Boolean getDoNotMarkAsRead() {
        return doNotMarkAsRead;
    }

    /**
     * Whether imported chats stay unread, for create (whatsapp; do_not_mark_as_read in the API).
     */
    public void setDoNotMarkAsRead(Boolean doNotMarkAsRead) {
        this.doNotMarkAsRead = doNotMarkAsRead;
    }

    public String getMessage() {
        return message;
    }

    /**
     * Text of the message, for sendFirst (WhatsApp). Overrides a text in the message body.
     */
    public void setMessage(String message) {
        this.message = message;
    }

    public String getTemplateId() {
        return templateId;
    }

    /**
     * Id of a registered template, for sendFirst (WhatsApp Business; id of the template in the API).
     */
    public void setTemplateId(String templateId) {
        this.templateId = templateId;
    }

    public String getTemplateLanguageCode() {
        return templateLanguageCode;
    }

    /**
     * Language of the template, such as en, for sendFirst (language_code of the template in the
     * API).
     */
    public void setTemplateLanguageCode(String templateLanguageCode) {
        this.templateLanguageCode = templateLanguageCode;
    }

    public Object getTemplateParameters() {
        return templateParameters;
    }

    /**
     * Values of the template's placeholders in order, for sendFirst (parameters of the template in the API): a list, or a
     * single text. In a URI, repeat the option for each value.
     */
    public void setTemplateParameters(Object templateParameters) {
        this.templateParameters = templateParameters;
    }

    public String getSyncPeriod() {
        return syncPeriod;
    }

    /**
     * Age of the oldest messages to import, for enablePage (sync_period in the API): day, week, month or all. By
     * default, the service decides.
     */
    public void setSyncPeriod(String syncPeriod) {
        this.syncPeriod = syncPeriod;
    }

    public String getPageToken() {
        return pageToken;
    }

    /**
     * Token of the page to start with, for list and companies (from in the API): the next page token of an earlier page. The service
     * returns the first page for a token that is unknown or expired, so do not store tokens.
     */
    public void setPageToken(String pageToken) {
        this.pageToken = pageToken;
    }

    public String getWebhookUrl() {
        return webhookUrl;
    }

    /**
     * Address that the service sends the events of the company to, for registerWebhook (webhook_url in the API): an absolute
     * https URL. It should contain a secret, since events are not signed.
     */
    public void setWebhookUrl(String webhookUrl) {
        this.webhookUrl = webhookUrl;
    }

    public String getMessageKey() {
        return messageKey;
    }

    /**
     * Key of the message of sendFirst in the message store, such as an order number: any text of up to 255 characters. A key is sent
     * once. Use the header CamelPactChannelsMessageKey if the key differs for each message.
     */
    public void setMessageKey(String messageKey) {
        this.messageKey = messageKey;
    }

    public boolean isResend() {
        return resend;
    }

    /**
     * Whether sendFirst sends a message although the outcome of an earlier request with the same message key is unknown. The person
     * may then get the message twice.
     */
    public void setResend(boolean resend) {
        this.resend = resend;
    }
}
