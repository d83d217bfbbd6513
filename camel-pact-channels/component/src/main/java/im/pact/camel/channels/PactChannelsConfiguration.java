/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.request.RequestFormat;
import im.pact.camel.channels.request.SortDirection;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.hc.client5.http.classic.HttpClient;

/** The options that component and endpoint share. Each endpoint has a copy of the component's, with its own on top. */
@UriParams
public class PactChannelsConfiguration implements Cloneable {

    static final String DEFAULT_BASE_URI = "https://api.pact.im/p1";

    @UriParam
    private Long companyId;

    @UriParam(label = "security", secret = true)
    private String apiToken;

    @UriParam(label = "advanced", defaultValue = DEFAULT_BASE_URI)
    private String baseUri = DEFAULT_BASE_URI;

    @UriParam(label = "security")
    private boolean allowInsecureBaseUri;

    @UriParam(label = "advanced", javaType = "java.time.Duration", defaultValue = "120000")
    private long requestTimeout = 120_000;

    @UriParam(label = "advanced", defaultValue = "2")
    private int maxRetries = 2;

    @UriParam(label = "advanced", javaType = "java.time.Duration", defaultValue = "500")
    private long retryDelay = 500;

    @UriParam(label = "advanced", javaType = "java.time.Duration", defaultValue = "60000")
    private long maxRetryDelay = 60_000;

    @UriParam(label = "advanced")
    @Metadata(autowired = true)
    private HttpClient httpClient;

    @UriParam(label = "producer", defaultValue = "all")
    private ListMode listMode = ListMode.all;

    @UriParam
    private Integer pageSize;

    @UriParam(label = "producer")
    private String pageToken;

    @UriParam
    private SortDirection sortDirection;

    @UriParam
    private Integer maxPages;

    @UriParam(defaultValue = "model")
    private OutputType outputType = OutputType.model;

    @UriParam(label = "consumer", defaultValue = "record")
    private EmitMode emit = EmitMode.record;

    @UriParam(label = "consumer")
    private boolean prefetch;

    @UriParam(label = "consumer")
    private Integer maxInFlight;

    @UriParam(label = "consumer")
    private boolean stopOnFailure;

    @UriParam(label = "consumer")
    private StateRepository<String, String> stateRepository;

    @UriParam(label = "consumer")
    private String stateKey;

    @UriParam(label = "consumer", defaultValue = "true")
    private boolean emitExisting = true;

    @UriParam(label = "producer")
    private Long channelId;

    @UriParam(label = "producer")
    private String provider;

    @UriParam(label = "producer")
    private String phone;

    @UriParam(label = "producer")
    private Long jobId;

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

    @UriParam(label = "producer,security", secret = true)
    private Object data;

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
    private Long challengeVariant;

    @UriParam(label = "producer")
    private String challengeType;

    @UriParam(label = "producer")
    private String confirmationType;

    @UriParam(label = "producer")
    private Long confirmationVariant;

    @UriParam(label = "producer,security", secret = true)
    private String confirmationCode;

    @UriParam(label = "producer,security", secret = true)
    private String code;

    @UriParam(label = "producer,advanced")
    private RequestFormat requestFormat;

    @UriParam(label = "producer,advanced", defaultValue = "true")
    private boolean validateParameters = true;

    /** A configuration of its own with the same values. */
    public PactChannelsConfiguration copy() {
        try {
            return (PactChannelsConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    public Long getCompanyId() {
        return companyId;
    }

    /**
     * The id of the company whose channels are meant. The consumer needs it; the producer also takes it from the header
     * CamelPactChannelsCompanyId.
     */
    public void setCompanyId(Long companyId) {
        this.companyId = companyId;
    }

    public String getApiToken() {
        return apiToken;
    }

    /**
     * The token of the Pact API, sent in the header X-Private-Api-Token. Best set on the component, from the environment or
     * a vault.
     */
    public void setApiToken(String apiToken) {
        this.apiToken = apiToken;
    }

    public String getBaseUri() {
        return baseUri;
    }

    /**
     * The address of the API, with its version.
     */
    public void setBaseUri(String baseUri) {
        this.baseUri = baseUri;
    }

    public boolean isAllowInsecureBaseUri() {
        return allowInsecureBaseUri;
    }

    /**
     * Whether baseUri may begin with http:// for a host other than this machine. The API token then travels unencrypted.
     */
    public void setAllowInsecureBaseUri(boolean allowInsecureBaseUri) {
        this.allowInsecureBaseUri = allowInsecureBaseUri;
    }

    public long getRequestTimeout() {
        return requestTimeout;
    }

    /**
     * How long a call to the API may take in all, from the connection to the last byte of the answer, retries and the waits
     * before them included. How long it may take
     * to connect (10 seconds), and how long the service may stay silent (30 seconds), can be set on the https component:
     * connectTimeout and responseTimeout.
     */
    public void setRequestTimeout(long requestTimeout) {
        this.requestTimeout = requestTimeout;
    }

    public int getMaxRetries() {
        return maxRetries;
    }

    /**
     * How often a call is sent again at most. list, userExists and job are, after 429, 408, 500, 502, 503, 504 and a connection
     * that broke; everything else only where the service has certainly done nothing: after 429, and when nothing accepts the
     * connection.
     */
    public void setMaxRetries(int maxRetries) {
        this.maxRetries = maxRetries;
    }

    public long getRetryDelay() {
        return retryDelay;
    }

    /**
     * How long to wait at most before a call is sent again for the first time; the wait is random. Each later wait may be twice
     * as long, up to 10 seconds. A wait that the service asks for comes on top.
     */
    public void setRetryDelay(long retryDelay) {
        this.retryDelay = retryDelay;
    }

    public long getMaxRetryDelay() {
        return maxRetryDelay;
    }

    /**
     * The longest wait that the service may ask for (Retry-After, or in the text of its answer). When it asks for more, the
     * call fails at once, and the exception carries the wait.
     */
    public void setMaxRetryDelay(long maxRetryDelay) {
        this.maxRetryDelay = maxRetryDelay;
    }

    public HttpClient getHttpClient() {
        return httpClient;
    }

    /**
     * To use a client of your own instead of the one that the https component is set up for. It should not repeat or
     * redirect requests by itself, and it may log what it sends.
     */
    public void setHttpClient(HttpClient httpClient) {
        this.httpClient = httpClient;
    }

    public ListMode getListMode() {
        return listMode;
    }

    /**
     * list: how much of the listing to put into the message: the channels of all pages, those of one page, or an iterator
     * that asks for each page only when it gets there.
     */
    public void setListMode(ListMode listMode) {
        this.listMode = listMode;
    }

    public Integer getPageSize() {
        return pageSize;
    }

    /**
     * list: how many channels to ask for at a time (per in the API), 1 to 100. The service's default is 50.
     */
    public void setPageSize(Integer pageSize) {
        this.pageSize = pageSize;
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

    public SortDirection getSortDirection() {
        return sortDirection;
    }

    /**
     * list: the order of the channels, by id (sort_direction in the API). The service's default is asc.
     */
    public void setSortDirection(SortDirection sortDirection) {
        this.sortDirection = sortDirection;
    }

    public Integer getMaxPages() {
        return maxPages;
    }

    /**
     * list: the most pages to ask for in one listing. By default there is no limit; a service that names the same page twice
     * is found out anyway.
     */
    public void setMaxPages(Integer maxPages) {
        this.maxPages = maxPages;
    }

    public OutputType getOutputType() {
        return outputType;
    }

    /**
     * The form of the message body: the records of this component, maps and lists under the API's own names, or JSON text.
     */
    public void setOutputType(OutputType outputType) {
        this.outputType = outputType;
    }

    public EmitMode getEmit() {
        return emit;
    }

    /**
     * What to make an exchange of: each channel, each page with its channels as a list, or each channel that was added, removed
     * or changed since the last complete walk.
     */
    public void setEmit(EmitMode emit) {
        this.emit = emit;
    }

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

    public Long getJobId() {
        return jobId;
    }

    /**
     * job: the id of the job that delivers a first message.
     */
    public void setJobId(Long jobId) {
        this.jobId = jobId;
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

    public Object getData() {
        return data;
    }

    /**
     * create: the answer of Instagram's business login, for instagram_business: a map, or JSON text.
     */
    public void setData(Object data) {
        this.data = data;
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

    public Long getChallengeVariant() {
        return challengeVariant;
    }

    /**
     * requestCode: the choice to meet Instagram's challenge by (challenge_variant in the API): the value of one of the choices
     * that confirm gave.
     */
    public void setChallengeVariant(Long challengeVariant) {
        this.challengeVariant = challengeVariant;
    }

    public String getChallengeType() {
        return challengeType;
    }

    /**
     * requestCode: two_factor for the text message of Instagram's two factor authentication (challenge_type in the API).
     */
    public void setChallengeType(String challengeType) {
        this.challengeType = challengeType;
    }

    public String getConfirmationType() {
        return confirmationType;
    }

    /**
     * confirm: code or password for telegram_personal, two_factor for Instagram (confirmation_type in the API). Not needed when
     * it follows from what else is given.
     */
    public void setConfirmationType(String confirmationType) {
        this.confirmationType = confirmationType;
    }

    public Long getConfirmationVariant() {
        return confirmationVariant;
    }

    /**
     * confirm: how the code of Instagram's two factor authentication came (confirmation_variant in the API): the value of one of
     * the choices that confirm gave.
     */
    public void setConfirmationVariant(Long confirmationVariant) {
        this.confirmationVariant = confirmationVariant;
    }

    public String getConfirmationCode() {
        return confirmationCode;
    }

    /**
     * confirm: the code from Instagram (confirmation_code in the API). The body of the message is the code too.
     */
    public void setConfirmationCode(String confirmationCode) {
        this.confirmationCode = confirmationCode;
    }

    public String getCode() {
        return code;
    }

    /**
     * confirm: the code from Telegram. The body of the message is the code too.
     */
    public void setCode(String code) {
        this.code = code;
    }

    public RequestFormat getRequestFormat() {
        return requestFormat;
    }

    /**
     * How the bodies of requests are written. By default as the API document has it: json to create instagram_business, form for
     * everything else.
     */
    public void setRequestFormat(RequestFormat requestFormat) {
        this.requestFormat = requestFormat;
    }

    public boolean isValidateParameters() {
        return validateParameters;
    }

    /**
     * Whether the parameters of a call are checked against the API document before it is made. Otherwise they are sent as they
     * were given, for a service that has become newer than this component.
     */
    public void setValidateParameters(boolean validateParameters) {
        this.validateParameters = validateParameters;
    }

    public boolean isPrefetch() {
        return prefetch;
    }

    /**
     * Whether to ask for the next page while this one is processed; never more than one page ahead.
     */
    public void setPrefetch(boolean prefetch) {
        this.prefetch = prefetch;
    }

    public Integer getMaxInFlight() {
        return maxInFlight;
    }

    /**
     * How many exchanges may be under way in an asynchronous route at a time. By default as many as a page makes.
     */
    public void setMaxInFlight(Integer maxInFlight) {
        this.maxInFlight = maxInFlight;
    }

    public boolean isStopOnFailure() {
        return stopOnFailure;
    }

    /**
     * Whether a walk ends with the first exchange that fails, so that nothing behind it is emitted before it is tried again with
     * the next walk. Otherwise the walk goes on.
     */
    public void setStopOnFailure(boolean stopOnFailure) {
        this.stopOnFailure = stopOnFailure;
    }

    public StateRepository<String, String> getStateRepository() {
        return stateRepository;
    }

    /**
     * emit=change: where the channels are kept that the route was told of. By default in memory, so that every restart begins
     * anew; a FileStateRepository survives restarts.
     */
    public void setStateRepository(StateRepository<String, String> stateRepository) {
        this.stateRepository = stateRepository;
    }

    public String getStateKey() {
        return stateKey;
    }

    /**
     * emit=change: the key in the state repository. By default the id of the route; the company id is added to it. Give the
     * route an id, or set this, for a state that is to be found again after a restart.
     */
    public void setStateKey(String stateKey) {
        this.stateKey = stateKey;
    }

    public boolean isEmitExisting() {
        return emitExisting;
    }

    /**
     * emit=change: whether the channels that the very first walk finds are emitted as added. Otherwise they are only remembered.
     */
    public void setEmitExisting(boolean emitExisting) {
        this.emitExisting = emitExisting;
    }
}
