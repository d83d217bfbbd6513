/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.model.SortDirection;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Metadata;
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
     * How long a call to the API may take in all, from the connection to the last byte of the answer. How long it may take
     * to connect (10 seconds), and how long the service may stay silent (30 seconds), can be set on the https component:
     * connectTimeout and responseTimeout.
     */
    public void setRequestTimeout(long requestTimeout) {
        this.requestTimeout = requestTimeout;
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
     * What to make an exchange of: each channel, or each page with its channels as a list.
     */
    public void setEmit(EmitMode emit) {
        this.emit = emit;
    }
}
