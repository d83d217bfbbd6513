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

    public String getPhoneRegion() {
        return phoneRegion;
    }

    /**
     * The country of phone numbers without a country code, as two letters of ISO 3166-1 such as RU or DE. By default all numbers
     * need their country code.
     */
    public void setPhoneRegion(String phoneRegion) {
        this.phoneRegion = phoneRegion;
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
