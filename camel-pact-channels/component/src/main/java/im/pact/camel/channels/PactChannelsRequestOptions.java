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
    private String pageToken;

    public Long getChannelId() {
        return channelId;
    }

    /**
     * The id of the channel that the operation is about (external_id in listings), unless a message says it.
     */
    public void setChannelId(Long channelId) {
        this.channelId = channelId;
    }

    public String getProvider() {
        return provider;
    }

    /**
     * create, requestCode, confirm: the messenger in the API's spelling, such as whatsapp, whatsapp_business, avito,
     * instagram_business, facebook, vkontakte, vkontakte_direct, telegram, viber, telegram_personal.
     */
    public void setProvider(String provider) {
        this.provider = provider;
    }

    public String getPhone() {
        return phone;
    }

    /**
     * The phone number. sendFirst: who to write to. userExists: who to ask about. create: the account's own, for
     * telegram_personal and instagram_business. Spaces, dashes, brackets and a leading plus are understood.
     */
    public void setPhone(String phone) {
        this.phone = phone;
    }

    public String getToken() {
        return token;
    }

    /**
     * create, update: the token of the messenger, for whatsapp_business, instagram_business, facebook, vkontakte,
     * vkontakte_direct, telegram and viber. Not the token of the Pact API, which is apiToken.
     */
    public void setToken(String token) {
        this.token = token;
    }

    public String getUsername() {
        return username;
    }

    /**
     * create: the phone number of the account, for whatsapp_business.
     */
    public void setUsername(String username) {
        this.username = username;
    }

    public String getAccountName() {
        return accountName;
    }

    /**
     * create: the name of the account, for whatsapp_business (account_name in the API).
     */
    public void setAccountName(String accountName) {
        this.accountName = accountName;
    }

    public String getSubtype() {
        return subtype;
    }

    /**
     * create: the tariff, for whatsapp_business: regular, unlim or no_write_first.
     */
    public void setSubtype(String subtype) {
        this.subtype = subtype;
    }

    public String getApiProvider() {
        return apiProvider;
    }

    /**
     * create: the API provider, for whatsapp_business: gupshup or 360dialog (api_provider in the API).
     */
    public void setApiProvider(String apiProvider) {
        this.apiProvider = apiProvider;
    }

    public String getLogin() {
        return login;
    }

    /**
     * create, update: the client id, for avito; the login, for channels that have one.
     */
    public void setLogin(String login) {
        this.login = login;
    }

    public String getPassword() {
        return password;
    }

    /**
     * create, update: the client secret, for avito; the password, for channels that have one. confirm: the password of the
     * Telegram account.
     */
    public void setPassword(String password) {
        this.password = password;
    }

    public Boolean getViaQrCode() {
        return viaQrCode;
    }

    /**
     * create: whether telegram_personal is to be confirmed by QR code (via_qr_code in the API), instead of by phone and code.
     */
    public void setViaQrCode(Boolean viaQrCode) {
        this.viaQrCode = viaQrCode;
    }

    public String getSyncMessagesFrom() {
        return syncMessagesFrom;
    }

    /**
     * create: from when on older messages are brought in, for whatsapp and telegram_personal (sync_messages_from in the
     * API): ISO 8601 with an offset, or seconds since 1970; at most 31 days ago.
     */
    public void setSyncMessagesFrom(String syncMessagesFrom) {
        this.syncMessagesFrom = syncMessagesFrom;
    }

    public Boolean getDoNotMarkAsRead() {
        return doNotMarkAsRead;
    }

    /**
     * create: whether chats stay unread after the synchronization, for whatsapp (do_not_mark_as_read in the API).
     */
    public void setDoNotMarkAsRead(Boolean doNotMarkAsRead) {
        this.doNotMarkAsRead = doNotMarkAsRead;
    }

    public String getMessage() {
        return message;
    }

    /**
     * sendFirst: the text, for WhatsApp. The body of the message is the text too.
     */
    public void setMessage(String message) {
        this.message = message;
    }

    public String getTemplateId() {
        return templateId;
    }

    /**
     * sendFirst: the id of a registered template, for WhatsApp Business (template[id] in the API).
     */
    public void setTemplateId(String templateId) {
        this.templateId = templateId;
    }

    public String getTemplateLanguageCode() {
        return templateLanguageCode;
    }

    /**
     * sendFirst: the language of the template, such as en (template[language_code] in the API).
     */
    public void setTemplateLanguageCode(String templateLanguageCode) {
        this.templateLanguageCode = templateLanguageCode;
    }

    public Object getTemplateParameters() {
        return templateParameters;
    }

    /**
     * sendFirst: what to put into the template, in the order of its places (template[parameters] in the API): a list, or a
     * single text. In a URI the option is repeated for each.
     */
    public void setTemplateParameters(Object templateParameters) {
        this.templateParameters = templateParameters;
    }

    public String getPageToken() {
        return pageToken;
    }

    /**
     * list: the page to begin with (from in the API): what an earlier page named as its next. The service answers a token
     * that it does not know, or knows no longer, with the first page, so never keep one for later.
     */
    public void setPageToken(String pageToken) {
        this.pageToken = pageToken;
    }
}
