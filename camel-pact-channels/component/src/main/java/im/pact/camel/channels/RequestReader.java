/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static im.pact.camel.channels.request.Parameter.CHANNEL_ID;
import static im.pact.camel.channels.request.Parameter.CODE;
import static im.pact.camel.channels.request.Parameter.COMPANY_ID;
import static im.pact.camel.channels.request.Parameter.CONFIRMATION_CODE;
import static im.pact.camel.channels.request.Parameter.JOB_ID;
import static im.pact.camel.channels.request.Parameter.MESSAGE;
import static im.pact.camel.channels.request.Parameter.PHONE;
import static im.pact.camel.channels.request.Parameter.PHONE_REGION;
import static im.pact.camel.channels.request.Parameter.PROVIDER;

import im.pact.camel.channels.model.ApiJson;
import im.pact.camel.channels.model.Company;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.request.ApiRequest;
import im.pact.camel.channels.request.LogText;
import im.pact.camel.channels.request.PactChannelsOperation;
import im.pact.camel.channels.request.Parameter;
import im.pact.camel.channels.request.ParameterType;
import im.pact.camel.channels.request.RequestContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.apache.camel.Message;
import org.apache.camel.util.ObjectHelper;

/**
 * Reads the request of a message. Each value comes from the first {@link Source} that has it. Every method rejects a value that
 * is not allowed with an {@link IllegalArgumentException} that names operation, parameter, value and what is allowed.
 */
final class RequestReader {

    /** The places where a value can be, in the order in which they count. */
    private enum Source {
        /** A header that the route has set. */
        ROUTE_HEADER {
            @Override
            Object value(RequestReader reader, Parameter parameter) {
                return reader.withoutHeader.contains(parameter) ? null : reader.headers.ofRoute(parameter);
            }
        },
        /** A map, a JSON object or a request record in the body. */
        BODY {
            @Override
            Object value(RequestReader reader, Parameter parameter) {
                return reader.body.parameters().get(parameter);
            }
        },
        /** An option in the URI of the endpoint. Without content it is missing: a property that it refers to may be empty. */
        OPTION {
            @Override
            Object value(RequestReader reader, Parameter parameter) {
                Object option = reader.options.apply(parameter.optionName());
                return ObjectHelper.isEmpty(option) ? null : option;
            }
        },
        /** A channel or a company in the body. */
        RECORD {
            @Override
            Object value(RequestReader reader, Parameter parameter) {
                return reader.ofRecord(parameter);
            }
        },
        /** A text in the body. */
        TEXT {
            @Override
            Object value(RequestReader reader, Parameter parameter) {
                return parameter == reader.textParameter ? reader.body.text() : null;
            }
        },
        /** A header that an earlier step of this component has set. */
        EARLIER_STEP {
            @Override
            Object value(RequestReader reader, Parameter parameter) {
                return reader.withoutHeader.contains(parameter) ? null : reader.headers.ofEarlierStep(parameter);
            }
        },
        /** The company of the component: a default, which a message with another company overrides. */
        DEFAULT {
            @Override
            Object value(RequestReader reader, Parameter parameter) {
                return parameter == COMPANY_ID ? reader.defaultCompanyId : null;
            }
        };

        abstract Object value(RequestReader reader, Parameter parameter);
    }

    private static final List<Source> OF_MESSAGE = List.of(Source.values());
    private static final List<Source> OF_ENDPOINT = List.of(Source.OPTION, Source.DEFAULT);

    private final PactChannelsOperation operation;
    private final List<Source> sources;
    private final Function<String, Object> options;
    private final Long defaultCompanyId;
    private final boolean validating;
    private final MessageHeaders headers;
    private final MessageBody body;

    /** The parameter that a text in the body is; known as soon as the provider is. */
    private Parameter textParameter;

    /** The parameters that are not read from a header; known as soon as the provider is. */
    private Set<Parameter> withoutHeader = Set.of();

    private RequestReader(
            PactChannelsOperation operation,
            List<Source> sources,
            Function<String, Object> options,
            Long defaultCompanyId,
            MessageHeaders headers,
            MessageBody body) {
        this.operation = operation;
        this.sources = sources;
        this.options = options;
        this.defaultCompanyId = defaultCompanyId;
        this.validating = (Boolean) options.apply("validateParameters");
        this.headers = headers;
        this.body = body;
    }

    /**
     * Reads a message.
     *
     * @param operation        the operation of the endpoint, unless a header names another
     * @param options          the options of the endpoint by their names
     * @param defaultCompanyId the company if neither message nor endpoint name one, or {@code null}
     */
    static RequestReader of(
            PactChannelsOperation operation, Function<String, Object> options, Long defaultCompanyId, Message message) {
        MessageHeaders headers = MessageHeaders.of(message);
        PactChannelsOperation named = headers.operation();
        PactChannelsOperation wanted = named == null ? operation : named;
        return new RequestReader(
                wanted, OF_MESSAGE, options, defaultCompanyId, headers, MessageBody.of(wanted, message));
    }

    /** Reads the options alone. */
    static RequestReader of(PactChannelsOperation operation, Function<String, Object> options, Long defaultCompanyId) {
        return new RequestReader(
                operation, OF_ENDPOINT, options, defaultCompanyId, MessageHeaders.NONE, MessageBody.empty(operation));
    }

    /** Validates the values that are present, since a message may add others. */
    void check() {
        for (Parameter id : List.of(COMPANY_ID, CHANNEL_ID)) {
            if (value(id) != null) {
                id(id);
            }
        }
        listOptions();
        if (validating) {
            RequestContext context = operation.context(Instant.now(), value(PHONE_REGION));
            for (Parameter parameter : parameters()) {
                Object value = value(parameter);
                if (value != null) {
                    parameter.read(value, context);
                }
            }
        }
    }

    PactChannelsOperation operation() {
        return operation;
    }

    /** A wrong company is worse than an error, so an id that differs from that of the company in the body is rejected. */
    long companyId() {
        long companyId = id(COMPANY_ID);
        if (body.company() != null && body.company().companyId() != companyId) {
            throw new IllegalArgumentException(operation + ": companyId is ambiguous: it is " + companyId
                    + ", the Company in the body has " + body.company().companyId() + ". Set the header "
                    + PactChannelsConstants.COMPANY_ID + " and replace the body");
        }
        return companyId;
    }

    /** A wrong channel is worse than an error, so two different ids are rejected unless one is in the URI of the endpoint. */
    long channelId() {
        long channelId = id(CHANNEL_ID);
        if (body.channel() != null && body.channel().channelId() != channelId && headers.ofRoute(CHANNEL_ID) != null) {
            throw new IllegalArgumentException(operation + ": channelId is ambiguous: the header "
                    + PactChannelsConstants.CHANNEL_ID + " is " + channelId + ", the PactChannel in the body has "
                    + body.channel().channelId() + ". Remove the header or replace the body");
        }
        return channelId;
    }

    long jobId() {
        return id(JOB_ID);
    }

    /** The key that the message is stored by, or {@code null}. A header that this component has set names another message. */
    String messageKey() {
        return Objects.toString(ofRouteOrOption(PactChannelsConstants.MESSAGE_KEY, "messageKey"), null);
    }

    /** Whether a message is sent although the outcome of an earlier request is unknown. */
    boolean resend() {
        Object value = ofRouteOrOption(PactChannelsConstants.RESEND, "resend");
        String text = String.valueOf(value).strip();
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw new IllegalArgumentException(
                    operation + ": resend must be true or false (was " + LogText.ofValue(value) + ")");
        }
        return Boolean.parseBoolean(text);
    }

    private Object ofRouteOrOption(String header, String option) {
        Object value = headers.ofRoute(header);
        return value == null ? options.apply(option) : value;
    }

    private long id(Parameter parameter) {
        return (Long) parameter.read(value(parameter), operation.context(Instant.EPOCH, null));
    }

    ListOptions listOptions() {
        return ListOptions.of(operation.name(), headers, options);
    }

    /**
     * The parameters of the request: all that the body has by name, and from the other sources those that the API document names
     * for the operation and the provider. So values of other steps are not sent.
     *
     * @param type the request of the operation
     */
    <R extends ApiRequest> R request(Function<ApiRequest.Builder, R> type) {
        ApiRequest.Builder request = body.parameters();
        for (Parameter parameter : parameters()) {
            Object value = value(parameter);
            if (value != null) {
                request.set(parameter, value);
            }
        }
        if (validating) {
            request.validate(Instant.now());
        }
        return type.apply(request);
    }

    /**
     * The parameters that the request can have. The provider decides which these are, and which of them a text is, so it is read
     * first.
     */
    private Set<Parameter> parameters() {
        Object provider = operation.namesProvider() ? value(PROVIDER) : null;
        if (provider != null) {
            body.parameters().set(PROVIDER, provider);
        }
        String providerName = Objects.toString(provider, null);
        Set<Parameter> parameters = operation.parameters(providerName);
        withoutHeader = operation.parametersWithoutHeader(providerName);
        textParameter = switch (operation) {
            case sendFirst -> MESSAGE;
            case userExists -> PHONE;
            case confirm -> parameters.contains(CODE) ? CODE : CONFIRMATION_CODE;
            case list, create, update, delete, requestCode, enablePage, job, companies, registerWebhook -> null;
        };
        return parameters;
    }

    /** From the first source that has it; {@code null} if none has. A value without content counts as missing. */
    private Object value(Parameter parameter) {
        for (Source source : sources) {
            Object value = source.value(this, parameter);
            if (!ObjectHelper.isEmpty(value)
                    || value != null && parameter.type().acceptsBlank()) {
                return parameter.type() == ParameterType.OBJECT ? object(value) : value;
            }
        }
        return null;
    }

    /** An object may be given as JSON text. */
    private static Object object(Object value) {
        Map<String, Object> object = value instanceof CharSequence json ? ApiJson.object(json.toString()) : null;
        return object == null ? value : object;
    }

    private Object ofRecord(Parameter parameter) {
        PactChannel channel = body.channel();
        Company company = body.company();
        return switch (parameter) {
            case CHANNEL_ID -> channel == null ? null : channel.channelId();
            case PROVIDER -> channel == null ? null : channel.provider();
            case COMPANY_ID -> company == null ? null : company.companyId();
            default -> null;
        };
    }
}
