/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.model.ApiJson;
import im.pact.camel.channels.request.LogText;
import im.pact.camel.channels.request.NestingLimit;
import im.pact.camel.channels.request.PactChannelsOperation;
import im.pact.camel.channels.request.PageRequest;
import im.pact.camel.channels.request.Parameter;
import im.pact.camel.channels.request.ParameterType;
import im.pact.camel.channels.request.RequestRules;
import im.pact.camel.channels.request.SortDirection;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.Message;
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.TypeConversionException;
import org.apache.camel.util.ObjectHelper;

/**
 * Where each value comes from, and what is allowed: a header of the message first, then its body, then the option of the
 * endpoint, which began as the component's. Every getter checks, and refuses with an {@link IllegalArgumentException} that names
 * operation, parameter, value and what is allowed.
 */
final class PactChannelsParameters {

    private static final Pattern POSITIVE = Pattern.compile("0*[1-9][0-9]{0,18}");

    private static final String LIST_MODES = oneOf(ListMode.values());
    private static final String SORT_DIRECTIONS = oneOf(SortDirection.values());

    private static final Map<Parameter, String> HEADERS = new EnumMap<>(Parameter.class);

    static {
        for (Parameter parameter : Parameter.values()) {
            HEADERS.put(parameter, headerName(parameter));
        }
    }

    private final PactChannelsEndpoint endpoint;
    private final PactChannelsConfiguration options;
    private final Message message;
    private final PactChannelsOperation operation;
    private final MessageParameters body;

    /**
     * @param message the message to serve, or {@code null} to look at the options alone
     */
    PactChannelsParameters(PactChannelsEndpoint endpoint, Message message) {
        this.endpoint = endpoint;
        this.options = endpoint.getConfiguration();
        this.message = message;
        this.operation = findOperation();
        this.body = message == null ? MessageParameters.NONE : MessageParameters.of(operation, message);
    }

    private PactChannelsOperation findOperation() {
        Object header = header(PactChannelsConstants.OPERATION);
        if (header == null) {
            return endpoint.getOperation();
        }
        PactChannelsOperation named = PactChannelsOperation.named(header.toString());
        if (named == null) {
            throw PactChannelsOperation.unknown(header.toString());
        }
        return named;
    }

    /** Checks all that can be known before there is a message. */
    void check() {
        if (options.getCompanyId() != null) {
            companyId();
        }
        if (options.getChannelId() != null) {
            channelId();
        }
        if (options.getJobId() != null) {
            jobId();
        }
        pageRequest();
        maxPages();
        if (options.isValidateParameters()) {
            Instant now = Instant.now();
            forEachParameter((parameter, value) -> RequestRules.check(operation.name(), parameter, value, now));
        }
    }

    PactChannelsOperation operation() {
        return operation;
    }

    long companyId() {
        return id(PactChannelsConstants.COMPANY_ID, "companyId", options.getCompanyId());
    }

    long channelId() {
        return id(PactChannelsConstants.CHANNEL_ID, "channelId", options.getChannelId());
    }

    long jobId() {
        return id(PactChannelsConstants.JOB_ID, "jobId", options.getJobId());
    }

    /**
     * What is known of the parameters of the call, unchecked, under the API's own names: all that the body has, and of headers
     * and options those that the document names for the operation and the provider. So what earlier steps left in headers does
     * not travel along.
     */
    Map<String, Object> request() {
        Map<String, Object> given = new LinkedHashMap<>(body.parameters());
        forEachParameter((parameter, value) -> given.put(parameter.apiName(), value));
        return given;
    }

    /** The provider first, for it decides which others there are. */
    private void forEachParameter(BiConsumer<Parameter, Object> action) {
        String provider = null;
        if (RequestRules.namesProvider(operation.name())) {
            Object value = parameter(Parameter.PROVIDER, null);
            if (value != null) {
                action.accept(Parameter.PROVIDER, value);
                provider = value.toString();
            }
        }
        Set<Parameter> known = RequestRules.parameters(operation.name(), provider);
        Parameter text = body.text() == null ? null : textParameter(known);
        for (Parameter parameter : known) {
            Object value = parameter(parameter, parameter == text ? body.text() : null);
            if (value != null) {
                action.accept(parameter, value);
            }
        }
    }

    /** What a body that is a text is. */
    private Parameter textParameter(Set<Parameter> known) {
        return switch (operation) {
            case sendFirst -> Parameter.MESSAGE;
            case userExists -> Parameter.PHONE;
            case confirm -> known.contains(Parameter.CODE) ? Parameter.CODE : Parameter.CONFIRMATION_CODE;
            case list, create, update, delete, requestCode, job -> null;
        };
    }

    private Object parameter(Parameter parameter, String text) {
        Object value = header(HEADERS.get(parameter));
        if (value == null) {
            value = text != null ? text : body.parameters().get(parameter.apiName());
        }
        if (ObjectHelper.isEmpty(value)) {
            value = endpoint.option(parameter.optionName());
        }
        if (parameter.kind() == ParameterType.OBJECT && value instanceof CharSequence json) {
            Map<String, Object> object = ApiJson.object(json.toString());
            return object == null ? value : object;
        }
        return value;
    }

    private static String headerName(Parameter parameter) {
        String name = parameter.optionName();
        return "CamelPactChannels" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** Not by Camel's conversion, which takes 1.9 for 1. */
    private long id(String header, String name, Long option) {
        Object value = header(header);
        if (value == null) {
            value = body.id(name);
        }
        if (value == null) {
            value = option;
        }
        if (value instanceof Long id && id > 0) {
            return id;
        }
        String text = String.valueOf(value).strip();
        check(
                POSITIVE.matcher(text).matches() && new BigInteger(text).bitLength() < Long.SIZE,
                name,
                value,
                "a positive number");
        return Long.parseLong(text);
    }

    ListMode listMode() {
        return value(PactChannelsConstants.LIST_MODE, "listMode", ListMode.class, options.getListMode(), LIST_MODES);
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

    void checkMaxInFlight() {
        Integer maxInFlight = options.getMaxInFlight();
        check(maxInFlight == null || maxInFlight > 0, "maxInFlight", maxInFlight, "a positive number");
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
                SORT_DIRECTIONS);
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

    /** A header without content counts as none. Some transports bring texts as bytes. */
    private Object header(String name) {
        Object value = message == null ? null : message.getHeader(name);
        if (value instanceof byte[] bytes) {
            value = new String(bytes, StandardCharsets.UTF_8);
        }
        NestingLimit.check(name, value);
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
        return new IllegalArgumentException(
                operation + ": " + name + " must be " + what + " (was " + LogText.ofValue(value) + ")");
    }
}
