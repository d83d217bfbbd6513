/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import static im.pact.camel.channels.request.Parameter.ACCOUNT_NAME;
import static im.pact.camel.channels.request.Parameter.API_PROVIDER;
import static im.pact.camel.channels.request.Parameter.CHALLENGE_TYPE;
import static im.pact.camel.channels.request.Parameter.CHALLENGE_VARIANT;
import static im.pact.camel.channels.request.Parameter.CODE;
import static im.pact.camel.channels.request.Parameter.CONFIRMATION_CODE;
import static im.pact.camel.channels.request.Parameter.CONFIRMATION_TYPE;
import static im.pact.camel.channels.request.Parameter.CONFIRMATION_VARIANT;
import static im.pact.camel.channels.request.Parameter.DATA;
import static im.pact.camel.channels.request.Parameter.DIALOG360_CHANNEL_ID;
import static im.pact.camel.channels.request.Parameter.DIALOG360_CLIENT_ID;
import static im.pact.camel.channels.request.Parameter.DO_NOT_MARK_AS_READ;
import static im.pact.camel.channels.request.Parameter.HOSTING_TYPE;
import static im.pact.camel.channels.request.Parameter.LOGIN;
import static im.pact.camel.channels.request.Parameter.MESSAGE;
import static im.pact.camel.channels.request.Parameter.PAGE_ID;
import static im.pact.camel.channels.request.Parameter.PASSWORD;
import static im.pact.camel.channels.request.Parameter.PHONE;
import static im.pact.camel.channels.request.Parameter.PHONE_REGION;
import static im.pact.camel.channels.request.Parameter.SUBTYPE;
import static im.pact.camel.channels.request.Parameter.SYNC_MESSAGES_FROM;
import static im.pact.camel.channels.request.Parameter.SYNC_PERIOD;
import static im.pact.camel.channels.request.Parameter.TEMPLATE_ID;
import static im.pact.camel.channels.request.Parameter.TEMPLATE_LANGUAGE_CODE;
import static im.pact.camel.channels.request.Parameter.TEMPLATE_PARAMETERS;
import static im.pact.camel.channels.request.Parameter.TOKEN;
import static im.pact.camel.channels.request.Parameter.USERNAME;
import static im.pact.camel.channels.request.Parameter.VIA_QR_CODE;
import static im.pact.camel.channels.request.Parameter.WEBHOOK_URL;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * The operations, by their names in the endpoint URI. Each has the tables of the API document: its variants, in the order of the
 * document, and the parameters that newer versions of the document have added. An unknown provider, and parameters that no table
 * names, are sent unchanged.
 */
public enum PactChannelsOperation {
    /** List the channels of the company. */
    list,
    /** Connect a channel. */
    create(
            Variant.of("whatsapp").allows(PHONE, SYNC_MESSAGES_FROM, DO_NOT_MARK_AS_READ),
            Variant.of("whatsapp_business")
                    .requires(USERNAME, ACCOUNT_NAME, TOKEN)
                    .allows(SUBTYPE, API_PROVIDER),
            Variant.of("whatsapp_business")
                    .requires(HOSTING_TYPE)
                    .allows(
                            TOKEN,
                            DIALOG360_CHANNEL_ID,
                            DIALOG360_CLIENT_ID,
                            USERNAME,
                            ACCOUNT_NAME,
                            SUBTYPE,
                            API_PROVIDER),
            Variant.of("avito").requires(LOGIN, PASSWORD),
            Variant.of("instagram_business")
                    .requires(TOKEN, PHONE, DATA)
                    .plus(PHONE)
                    .asJson(),
            Variant.of("facebook", "vkontakte", "vkontakte_direct", "telegram", "viber")
                    .requires(TOKEN),
            Variant.of("telegram_personal").with(VIA_QR_CODE, true).allows(SYNC_MESSAGES_FROM),
            Variant.of("telegram_personal").requires(PHONE).allows(SYNC_MESSAGES_FROM),
            Variant.of("max").allows(SYNC_MESSAGES_FROM)),
    /** Change a channel, such as its token. */
    update(Variant.of().allows(TOKEN, LOGIN, PASSWORD)),
    /** Remove or disable a channel. */
    delete,
    /** Send the first message to a person, through WhatsApp or WhatsApp Business. */
    sendFirst(
            Variant.of().requires(PHONE, MESSAGE),
            Variant.of().requires(PHONE, TEMPLATE_ID, TEMPLATE_LANGUAGE_CODE, TEMPLATE_PARAMETERS)),
    /** Ask whether a phone number has a WhatsApp account. */
    userExists(Variant.of().requires(PHONE)),
    /** Request the code that confirms a channel. */
    requestCode(
            Variant.of("telegram_personal"),
            Variant.of("instagram").requires(CHALLENGE_VARIANT),
            Variant.of("instagram").with(CHALLENGE_TYPE, "two_factor"),
            Variant.of("whatsapp")),
    /** Confirm a channel with a code or a password. */
    confirm(
            Variant.of("telegram_personal").with(CONFIRMATION_TYPE, "code").requires(CODE),
            Variant.of("telegram_personal").with(CONFIRMATION_TYPE, "password").requires(PASSWORD),
            Variant.of("instagram").requires(CONFIRMATION_CODE),
            Variant.of("instagram")
                    .with(CONFIRMATION_TYPE, "two_factor")
                    .requires(CONFIRMATION_VARIANT, CONFIRMATION_CODE)),
    /** Select the page of an Instagram channel. */
    enablePage(Variant.of().requires(PAGE_ID).allows(SYNC_PERIOD)),
    /** Ask for the delivery state of a first message. */
    job,
    /** List the companies of the API token. */
    companies,
    /** Register the address that the service sends the events of a company to. */
    registerWebhook(Variant.of().requires(WEBHOOK_URL));

    private static final PactChannelsOperation[] ALL = values();

    @SuppressWarnings("ImmutableEnumChecker") // Made by List.of.
    private final List<Variant> variants;

    @SuppressWarnings("ImmutableEnumChecker") // Not changed after the constructor.
    private final Map<String, Variants> byProvider = new HashMap<>();

    /** For a provider that no variant names. */
    @SuppressWarnings("ImmutableEnumChecker") // Not changed after the constructor.
    private final Variants others;

    @SuppressWarnings("ImmutableEnumChecker") // Not changed after the constructor.
    private final Set<Parameter> parameters;

    PactChannelsOperation(Variant... variants) {
        this.variants = List.of(variants);
        this.others = new Variants(variants(null));
        Set<Parameter> all = EnumSet.noneOf(Parameter.class);
        for (Variant variant : variants) {
            all.addAll(variant.parameters());
            for (String provider : variant.providers()) {
                byProvider.put(provider, new Variants(variants(provider)));
            }
        }
        this.parameters = Collections.unmodifiableSet(all);
    }

    /** The operation with that name, in any case, or {@code null}. */
    public static PactChannelsOperation named(String name) {
        for (PactChannelsOperation operation : ALL) {
            if (operation.name().equalsIgnoreCase(name)) {
                return operation;
            }
        }
        return null;
    }

    public static IllegalArgumentException unknown(String name) {
        StringJoiner names = new StringJoiner(", ");
        for (PactChannelsOperation operation : ALL) {
            names.add(operation.name());
        }
        return new IllegalArgumentException(
                "Unknown operation '" + LogText.ofValue(name) + "': must be one of " + names);
    }

    /** The providers that the document names for any operation. */
    public static Set<String> providers() {
        Set<String> providers = new LinkedHashSet<>();
        for (PactChannelsOperation operation : ALL) {
            for (Variant variant : operation.variants) {
                providers.addAll(variant.providers());
            }
        }
        return providers;
    }

    /** All variants, in the order of the document. */
    public List<Variant> variants() {
        return variants;
    }

    /** The variants that a provider can have, also those for all providers; empty if the document does not name the provider. */
    public List<Variant> variants(String provider) {
        List<Variant> chosen = new ArrayList<>();
        for (Variant variant : variants) {
            if (variant.isFor(provider)) {
                chosen.add(variant);
            }
        }
        return chosen;
    }

    /** The parameters that a request can have: those of the provider, or those of all providers if the document does not name it. */
    public Set<Parameter> parameters(String provider) {
        Variants known = choice(provider);
        return known.isEmpty() ? parameters : known.parameters();
    }

    /**
     * The parameters of a provider that are not read from a header: optional phone numbers. A header usually has the phone number
     * of a recipient, which must not become that of the account.
     */
    public Set<Parameter> parametersWithoutHeader(String provider) {
        return choice(provider).withoutHeader();
    }

    /** The parameter with that name or, if this operation has the parameter, with that alias; otherwise {@code null}. */
    Parameter parameter(String name) {
        Parameter parameter = Parameter.named(name);
        if (parameter == null) {
            Parameter other = Parameter.withAlias(name);
            parameter =
                    other != null && (other.type() == ParameterType.ID || parameters.contains(other)) ? other : null;
        }
        return parameter;
    }

    /** Whether a request can have a parameter with that name, in either spelling, or with parts: {@code template}. */
    public boolean hasParameter(String name) {
        return parameters.contains(parameter(name))
                || parameters.stream().anyMatch(each -> each.apiName().startsWith(name + "["));
    }

    /** Whether the request names the provider. */
    public boolean namesProvider() {
        return !byProvider.isEmpty();
    }

    /** The name of a provider as it is sent: a known name without the blanks around it, any other unchanged. */
    String providerName(String provider) {
        String trimmed = PlainText.trim(provider);
        return byProvider.containsKey(trimmed) ? trimmed : provider;
    }

    /** The variants for a provider, prepared for the choice between them. */
    Variants choice(String provider) {
        return provider == null ? others : byProvider.getOrDefault(providerName(provider), others);
    }

    /**
     * Returns the context in which the values of a request are validated.
     *
     * @param now         the time that timestamps are compared with
     * @param phoneRegion the parameter of that name as it was given, or {@code null}
     * @throws IllegalArgumentException if the region is not a country code
     */
    public RequestContext context(Instant now, Object phoneRegion) {
        RequestContext context = new RequestContext(name(), now, null, false);
        return ParameterType.isMissing(phoneRegion)
                ? context
                : new RequestContext(name(), now, (String) PHONE_REGION.read(phoneRegion, context), false);
    }
}
