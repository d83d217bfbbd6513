/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.delivery.MessageStore;
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

    @UriParam(label = "producer")
    private String phoneRegion;

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

    @UriParam
    private SortDirection sortDirection;

    @UriParam
    private Integer maxPages;

    @UriParam(defaultValue = "model")
    private OutputType outputType = OutputType.model;

    @UriParam(label = "consumer")
    private Object companies;

    @UriParam(label = "consumer", defaultValue = "1")
    private int companyThreads = 1;

    @UriParam(label = "consumer")
    private boolean emitCompanyRemovals;

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

    @UriParam(label = "consumer", defaultValue = "2")
    private int removalPolls = 2;

    @UriParam(label = "consumer")
    private String ignoreFields;

    @UriParam
    private MessageStore messageStore;

    @UriParam(javaType = "java.time.Duration", defaultValue = "5000")
    private long jobDelay = 5_000;

    @UriParam(label = "consumer", javaType = "java.time.Duration", defaultValue = "300000")
    private long maxJobDelay = 300_000;

    @UriParam(label = "consumer", javaType = "java.time.Duration", defaultValue = "86400000")
    private long deliveryTimeout = 86_400_000;

    @UriParam(label = "consumer,advanced", javaType = "java.time.Duration", defaultValue = "600000")
    private long leaseTime = 600_000;

    @UriParam(label = "producer,advanced")
    private RequestFormat requestFormat;

    @UriParam(label = "producer,advanced", defaultValue = "true")
    private boolean validateParameters = true;

    /** A copy with the same values. */
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
     * Company that the channels belong to. Required for a consumer, unless companies is set; a producer can take it from the header
     * CamelPactChannelsCompanyId instead. The operation companies needs none.
     */
    public void setCompanyId(Long companyId) {
        this.companyId = companyId;
    }

    public String getApiToken() {
        return apiToken;
    }

    /**
     * Token of the Pact API, sent in the header X-Private-Api-Token. Set it on the component, from the environment or a
     * vault.
     */
    public void setApiToken(String apiToken) {
        this.apiToken = apiToken;
    }

    public String getPhoneRegion() {
        return phoneRegion;
    }

    /**
     * Country of phone numbers that have no country code, as two letters of ISO 3166-1, such as RU or DE. By default,
     * phone numbers need a country code.
     */
    public void setPhoneRegion(String phoneRegion) {
        this.phoneRegion = phoneRegion;
    }

    public String getBaseUri() {
        return baseUri;
    }

    /**
     * Base address of the API, including its version.
     */
    public void setBaseUri(String baseUri) {
        this.baseUri = baseUri;
    }

    public boolean isAllowInsecureBaseUri() {
        return allowInsecureBaseUri;
    }

    /**
     * Whether baseUri may use http:// for a host other than localhost. The API token is then sent unencrypted.
     */
    public void setAllowInsecureBaseUri(boolean allowInsecureBaseUri) {
        this.allowInsecureBaseUri = allowInsecureBaseUri;
    }

    public long getRequestTimeout() {
        return requestTimeout;
    }

    /**
     * Maximum time for a request in milliseconds, up to the last byte of the response, including retries, the delays
     * between them and waits for the rate limit of the service. The timeouts for connecting (10 seconds) and for a silent
     * service (30 seconds) are options of the https component: connectTimeout and responseTimeout.
     */
    public void setRequestTimeout(long requestTimeout) {
        this.requestTimeout = requestTimeout;
    }

    public int getMaxRetries() {
        return maxRetries;
    }

    /**
     * Maximum number of retries. Read operations (list, userExists, job, companies) are retried after 408, 500, 502, 503, 504
     * and connection failures; other operations only if the connection was refused. After 429 all operations but requestCode
     * are retried as often as requestTimeout and maxRetryDelay allow; these retries do not count.
     */
    public void setMaxRetries(int maxRetries) {
        this.maxRetries = maxRetries;
    }

    public long getRetryDelay() {
        return retryDelay;
    }

    /**
     * Upper limit for the delay before the first retry, in milliseconds. The delay is random. The limit doubles with
     * each retry, up to 10 seconds. A delay that the service requests is added.
     */
    public void setRetryDelay(long retryDelay) {
        this.retryDelay = retryDelay;
    }

    public long getMaxRetryDelay() {
        return maxRetryDelay;
    }

    /**
     * Upper limit for a delay requested by the service (Retry-After), in milliseconds. If it asks for more, the request
     * fails immediately; see getRetryAfter() of the exception. It is also the upper limit for the time in the queue of
     * the rate limiter. With 0, no request waits for the rate limit.
     */
    public void setMaxRetryDelay(long maxRetryDelay) {
        this.maxRetryDelay = maxRetryDelay;
    }

    public HttpClient getHttpClient() {
        return httpClient;
    }

    /**
     * A custom HttpClient to use instead of the one configured on the https component. It should not retry or redirect
     * requests itself, and it may log the API token.
     */
    public void setHttpClient(HttpClient httpClient) {
        this.httpClient = httpClient;
    }

    public ListMode getListMode() {
        return listMode;
    }

    /**
     * Amount of the listing in the message of list and companies: all pages, one page, or an iterator that requests each page
     * when it is needed.
     */
    public void setListMode(ListMode listMode) {
        this.listMode = listMode;
    }

    public Integer getPageSize() {
        return pageSize;
    }

    /**
     * Number of channels or companies per page of a listing, 1 to 100 (per in the API). The service uses 50 by default.
     */
    public void setPageSize(Integer pageSize) {
        this.pageSize = pageSize;
    }

    public SortDirection getSortDirection() {
        return sortDirection;
    }

    /**
     * Sort order of a listing, by id (sort_direction in the API). The service uses asc by default.
     */
    public void setSortDirection(SortDirection sortDirection) {
        this.sortDirection = sortDirection;
    }

    public Integer getMaxPages() {
        return maxPages;
    }

    /**
     * Maximum number of pages of a listing. By default, there is no limit. A repeated page token is always detected.
     */
    public void setMaxPages(Integer maxPages) {
        this.maxPages = maxPages;
    }

    public OutputType getOutputType() {
        return outputType;
    }

    /**
     * Type of the message body: records of this component, maps and lists with the field names of the API, or JSON
     * text.
     */
    public void setOutputType(OutputType outputType) {
        this.outputType = outputType;
    }

    public Object getCompanies() {
        return companies;
    }

    /**
     * Companies whose channels the consumer polls, instead of companyId: ids separated by commas, all (the companies of the API
     * token, which each poll requests), or a bean of the type Supplier&lt;Iterable&lt;Long&gt;&gt; that each poll asks for the ids.
     */
    public void setCompanies(Object companies) {
        this.companies = companies;
    }

    public int getCompanyThreads() {
        return companyThreads;
    }

    /**
     * Number of companies that are polled at the same time, 1 to 1000. The https component needs as many connections
     * (connectionsPerRoute, 20 by default).
     */
    public void setCompanyThreads(int companyThreads) {
        this.companyThreads = companyThreads;
    }

    public boolean isEmitCompanyRemovals() {
        return emitCompanyRemovals;
    }

    /**
     * Whether the channels of a company that has left the list of companies are emitted as removed (emit=change), before the company
     * itself is emitted as companyRemoved.
     */
    public void setEmitCompanyRemovals(boolean emitCompanyRemovals) {
        this.emitCompanyRemovals = emitCompanyRemovals;
    }

    public EmitMode getEmit() {
        return emit;
    }

    /**
     * Content of an exchange: one channel, the channels of one page, or one change (a channel that was added, removed
     * or changed since the last complete poll).
     */
    public void setEmit(EmitMode emit) {
        this.emit = emit;
    }

    public RequestFormat getRequestFormat() {
        return requestFormat;
    }

    /**
     * Format of request bodies. By default, that of the API document: json to create an instagram_business channel,
     * form for all other requests.
     */
    public void setRequestFormat(RequestFormat requestFormat) {
        this.requestFormat = requestFormat;
    }

    public boolean isValidateParameters() {
        return validateParameters;
    }

    /**
     * Whether parameters are validated before a request is sent. If false, parameters are sent unchanged, for example
     * to a service that is newer than this component.
     */
    public void setValidateParameters(boolean validateParameters) {
        this.validateParameters = validateParameters;
    }

    public boolean isPrefetch() {
        return prefetch;
    }

    /**
     * Whether the consumer requests the next page while the route processes the current one. At most one page is
     * requested ahead.
     */
    public void setPrefetch(boolean prefetch) {
        this.prefetch = prefetch;
    }

    public Integer getMaxInFlight() {
        return maxInFlight;
    }

    /**
     * Maximum number of exchanges in flight in an asynchronous route. By default, the number of exchanges of a page.
     */
    public void setMaxInFlight(Integer maxInFlight) {
        this.maxInFlight = maxInFlight;
    }

    public boolean isStopOnFailure() {
        return stopOnFailure;
    }

    /**
     * Whether a poll ends at the first exchange that fails, so that later exchanges are not emitted before the next
     * poll. If false, the poll continues.
     */
    public void setStopOnFailure(boolean stopOnFailure) {
        this.stopOnFailure = stopOnFailure;
    }

    public StateRepository<String, String> getStateRepository() {
        return stateRepository;
    }

    /**
     * Repository that stores the channels between polls (emit=change). By default, they are stored in memory, so each
     * restart begins without them. A DirectoryStateRepository survives restarts.
     */
    public void setStateRepository(StateRepository<String, String> stateRepository) {
        this.stateRepository = stateRepository;
    }

    public String getStateKey() {
        return stateKey;
    }

    /**
     * Key of the channels in the state repository (emit=change). The company id is appended. The default is the route
     * id; set stateKey or a route id if the state must be found after a restart.
     */
    public void setStateKey(String stateKey) {
        this.stateKey = stateKey;
    }

    public boolean isEmitExisting() {
        return emitExisting;
    }

    /**
     * Whether the first poll emits all channels as added (emit=change). If false, the first poll only stores them.
     */
    public void setEmitExisting(boolean emitExisting) {
        this.emitExisting = emitExisting;
    }

    public int getRemovalPolls() {
        return removalPolls;
    }

    /**
     * Number of consecutive complete polls without a channel after which the channel is emitted as removed (emit=change). With 1, a
     * single incorrect response of the service can emit removals.
     */
    public void setRemovalPolls(int removalPolls) {
        this.removalPolls = removalPolls;
    }

    public String getIgnoreFields() {
        return ignoreFields;
    }

    /**
     * Comma-separated names of API fields whose change is not emitted (emit=change). Use it for fields that differ in every
     * response, such as the time of the last access.
     */
    public void setIgnoreFields(String ignoreFields) {
        this.ignoreFields = ignoreFields;
    }

    public MessageStore getMessageStore() {
        return messageStore;
    }

    /**
     * Store of the first messages that have a message key: sendFirst sends each of them once, and deliveries follows them until they
     * are delivered. Use a FileMessageStore on one machine, and a JdbcMessageStore on several.
     */
    public void setMessageStore(MessageStore messageStore) {
        this.messageStore = messageStore;
    }

    public long getJobDelay() {
        return jobDelay;
    }

    /**
     * Delay before the job of a stored message is requested for the first time, in milliseconds. It doubles with each request, up to
     * maxJobDelay.
     */
    public void setJobDelay(long jobDelay) {
        this.jobDelay = jobDelay;
    }

    public long getMaxJobDelay() {
        return maxJobDelay;
    }

    /**
     * Longest delay between two requests for the job of a stored message, in milliseconds (deliveries).
     */
    public void setMaxJobDelay(long maxJobDelay) {
        this.maxJobDelay = maxJobDelay;
    }

    public long getDeliveryTimeout() {
        return deliveryTimeout;
    }

    /**
     * Time that the service has to deliver a stored message, in milliseconds (deliveries). After it the message is emitted in state
     * EXPIRED, and its job is no longer requested.
     */
    public void setDeliveryTimeout(long deliveryTimeout) {
        this.deliveryTimeout = deliveryTimeout;
    }

    public long getLeaseTime() {
        return leaseTime;
    }

    /**
     * Time for which a machine leases the messages that it is about to check or to emit, in milliseconds (deliveries). If the machine
     * fails, another one takes them over after it. Set it longer than the route needs for a batch of 50 messages.
     */
    public void setLeaseTime(long leaseTime) {
        this.leaseTime = leaseTime;
    }
}
