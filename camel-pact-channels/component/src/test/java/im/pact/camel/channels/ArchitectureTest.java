/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.hc.client5.http.classic.HttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dependencies point one way: what Camel sees, then delivery, events and changes, then the client, then requests, then results. */
class ArchitectureTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("im.pact.camel.channels");

    @Test
    void results_know_only_json() {
        assertKnows("model", List.of("java..", "com.fasterxml.jackson.."));
    }

    @Test
    void requests_know_results_and_numbering_plans() {
        assertKnows("request", List.of("java..", "com.google.i18n.phonenumbers..", "..channels.model"));
    }

    @Test
    void changes_know_results_and_state_repositories() {
        assertKnows("changes", List.of("java..", "..channels.model", "org.apache.camel..", "org.slf4j.."));
    }

    @Test
    void message_stores_know_the_client_results_and_databases() {
        assertKnows(
                "delivery",
                List.of(
                        "java..",
                        "javax.sql..",
                        "..channels.client",
                        "..channels.model",
                        "org.apache.camel..",
                        "org.slf4j.."));
    }

    @Test
    void the_client_knows_requests_and_results() {
        assertKnows(
                "client",
                List.of(
                        "java..",
                        "javax.net.ssl..",
                        "com.fasterxml.jackson..",
                        "org.apache.hc..",
                        "org.apache.camel..",
                        "org.slf4j..",
                        "..channels.request",
                        "..channels.model"));
    }

    @Test
    void events_know_the_client_and_results() {
        assertKnows(
                "event",
                List.of(
                        "java..",
                        "com.fasterxml.jackson..",
                        "org.slf4j..",
                        "..channels.client",
                        "..channels.request",
                        "..channels.model"));
    }

    private static void assertKnows(String name, List<String> others) {
        List<String> allowed = new ArrayList<>(others);
        allowed.add("..channels." + name);
        classes()
                .that()
                .resideInAPackage("..channels." + name)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed.toArray(String[]::new))
                .check(CLASSES);
    }

    /** Its exceptions are what routes expect, which takes a base class and an interface of Camel; it takes no more. */
    @Test
    void the_client_knows_no_exchange() {
        Set<String> allowed =
                Set.of("org.apache.camel.RuntimeCamelException", "org.apache.camel.spi.HttpResponseAware");
        noClasses()
                .that()
                .resideInAPackage("..channels.client")
                .should()
                .dependOnClassesThat(describe(
                        "are Camel's other classes",
                        (JavaClass type) ->
                                type.getName().startsWith("org.apache.camel.") && !allowed.contains(type.getName())))
                .check(CLASSES);
    }

    @Test
    void only_the_transport_executes_requests() {
        noClasses()
                .that()
                .doNotHaveSimpleName("HttpTransport")
                .should()
                .callMethodWhere(target(name("execute")).and(target(owner(assignableTo(HttpClient.class)))))
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"model", "request", "client", "changes", "delivery", "event"})
    void no_classes_of_a_package_depend_on_each_other_in_a_circle(String name) {
        slices().assignedFrom(classesOf(CLASSES.getPackage("im.pact.camel.channels." + name)))
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    /** An endpoint makes what serves it, which asks the endpoint for its options: the circles of every component of Camel. */
    @Test
    void the_only_circles_of_the_root_are_those_that_camel_needs() {
        slices().assignedFrom(classesOf(CLASSES.getPackage("im.pact.camel.channels")))
                .should()
                .beFreeOfCycles()
                .ignoreDependency(PactChannelsComponent.class, PactChannelsEndpoint.class)
                .ignoreDependency(PactChannelsComponent.class, PactChannelsConsumer.class)
                .ignoreDependency(PactChannelsEndpoint.class, PactChannelsProducer.class)
                .ignoreDependency(PactChannelsEndpoint.class, PactChannelsConsumer.class)
                .ignoreDependency(PactChannelsEndpoint.class, PactChannelsDeliveryConsumer.class)
                .ignoreDependency(PactChannelsEndpoint.class, PactChannelsPollingConsumer.class)
                .ignoreDependency(PactChannelsEndpoint.class, PactChannelsEventConsumer.class)
                .ignoreDependency(PactChannelsEndpoint.class, PactChannelsEventProducer.class)
                .ignoreDependency(PactChannelsComponent.class, WebhookEndpoints.class)
                .check(CLASSES);
    }

    /** The top-level classes of a package, each with the classes nested in it. */
    private static SliceAssignment classesOf(JavaPackage sliced) {
        return new SliceAssignment() {

            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                JavaClass top = type;
                while (top.getEnclosingClass().isPresent()) {
                    top = top.getEnclosingClass().get();
                }
                return top.getPackage().equals(sliced)
                        ? SliceIdentifier.of(top.getSimpleName())
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "classes of " + sliced.getName();
            }
        };
    }
}
