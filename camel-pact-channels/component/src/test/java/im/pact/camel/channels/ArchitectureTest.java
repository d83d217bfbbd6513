/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.hc.client5.http.classic.HttpClient;
import org.junit.jupiter.api.Test;

/** Dependencies point one way: what Camel sees, then client and changes, then requests, then results. */
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
}
