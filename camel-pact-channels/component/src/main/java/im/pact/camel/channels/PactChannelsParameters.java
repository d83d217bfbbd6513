/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.model.PageRequest;
import im.pact.camel.channels.model.SortDirection;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.camel.Message;
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.TypeConversionException;
import org.apache.camel.util.ObjectHelper;

/**
 * Where each value comes from, and what is allowed: a header of the message first, then the option of the endpoint, which began
 * as the component's. Every getter checks, and refuses with an {@link IllegalArgumentException} that names operation,
 * parameter, value and what is allowed.
 */
final class PactChannelsParameters {

    private final PactChannelsEndpoint endpoint;
    private final PactChannelsConfiguration options;
    private final Message message;

    /**
     * @param message the message to serve, or {@code null} to look at the options alone
     */
    PactChannelsParameters(PactChannelsEndpoint endpoint, Message message) {
        this.endpoint = endpoint;
        this.options = endpoint.getConfiguration();
        this.message = message;
    }

    /** Checks all that can be known before there is a message. */
    void check() {
        if (options.getCompanyId() != null) {
            companyId();
        }
        pageRequest();
        maxPages();
    }

    PactChannelsOperation operation() {
        Object header = header(PactChannelsConstants.OPERATION);
        if (header == null) {
            return endpoint.getOperation();
        }
        PactChannelsOperation operation = PactChannelsOperation.named(header.toString());
        if (operation == null) {
            throw PactChannelsOperation.unknown(header.toString());
        }
        return operation;
    }

    long companyId() {
        Long companyId = value(
                PactChannelsConstants.COMPANY_ID, "companyId", Long.class, options.getCompanyId(), "a positive number");
        return check(companyId != null && companyId > 0, "companyId", companyId, "a positive number");
    }

    ListMode listMode() {
        return value(
                PactChannelsConstants.LIST_MODE,
                "listMode",
                ListMode.class,
                options.getListMode(),
                oneOf(ListMode.values()));
    }

    PageRequest pageRequest() {
        return new PageRequest(pageSize(), pageToken(), sortDirection());
    }

    /** The largest number when there is no limit. */
    int maxPages() {
        Integer maxPages = value(
                PactChannelsConstants.MAX_PAGES, "maxPages", Integer.class, options.getMaxPages(), "a positive number");
        check(maxPages == null || maxPages > 0, "maxPages", maxPages, "a positive number");
        return maxPages == null ? Integer.MAX_VALUE : maxPages;
    }

    private Integer pageSize() {
        Integer pageSize = value(
                PactChannelsConstants.PAGE_SIZE,
                "pageSize",
                Integer.class,
                options.getPageSize(),
                "a number from 1 to 100");
        return check(
                pageSize == null || (pageSize >= 1 && pageSize <= 100), "pageSize", pageSize, "a number from 1 to 100");
    }

    private String pageToken() {
        String pageToken =
                value(PactChannelsConstants.PAGE_TOKEN, "pageToken", String.class, options.getPageToken(), "a text");
        return check(
                pageToken == null || pageToken.codePointCount(0, pageToken.length()) <= 255,
                "pageToken",
                pageToken,
                "at most 255 characters long");
    }

    private SortDirection sortDirection() {
        return value(
                PactChannelsConstants.SORT_DIRECTION,
                "sortDirection",
                SortDirection.class,
                options.getSortDirection(),
                oneOf(SortDirection.values()));
    }

    private <T> T value(String header, String name, Class<T> type, T option, String allowed) {
        Object value = header(header);
        if (value == null) {
            return option;
        }
        try {
            return message.getExchange()
                    .getContext()
                    .getTypeConverter()
                    .mandatoryConvertTo(type, message.getExchange(), value);
        } catch (NoTypeConversionAvailableException | TypeConversionException e) {
            throw refused(name, value, allowed);
        }
    }

    /** A header without content counts as none. */
    private Object header(String name) {
        Object value = message == null ? null : message.getHeader(name);
        return ObjectHelper.isEmpty(value) ? null : value;
    }

    private static String oneOf(Enum<?>[] values) {
        return "one of " + Arrays.stream(values).map(Enum::name).collect(Collectors.joining(", "));
    }

    private <T> T check(boolean allowed, String name, T value, String what) {
        if (!allowed) {
            throw refused(name, value, what);
        }
        return value;
    }

    private IllegalArgumentException refused(String name, Object value, String what) {
        return new IllegalArgumentException(operation() + ": " + name + " must be " + what + " (was " + value + ")");
    }
}
