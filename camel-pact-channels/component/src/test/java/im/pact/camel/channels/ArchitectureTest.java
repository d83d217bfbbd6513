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
import java.util.Set;
import org.apache.hc.client5.http.classic.HttpClient;
import org.junit.jupiter.api.Test;

/** Dependencies point one way: what Camel sees, then the client, then the model. */
class ArchitectureTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("im.pact.camel.channels");

    @Test
    void theModelKnowsNothingButJava() {
        classes()
                .that()
                .resideInAPackage("..channels.model")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "..channels.model")
                .check(CLASSES);
    }

    @Test
    void theClientKnowsNothingOfTheCamelClasses() {
        classes()
                .that()
                .resideInAPackage("..channels.client")
                .should()
                .onlyDependOnClassesThat(describe(
                        "are no part of this component, or client and model",
                        type -> !type.getPackageName().startsWith("im.pact.camel.channels")
                                || type.getPackageName().endsWith(".client")
                                || type.getPackageName().endsWith(".model")))
                .check(CLASSES);
    }

    /** Its exceptions are what routes expect, which takes a base class and an interface of Camel; it takes no more. */
    @Test
    void theClientKnowsNoExchange() {
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
    void onlyTheTransportExecutesRequests() {
        noClasses()
                .that()
                .doNotHaveSimpleName("HttpTransport")
                .should()
                .callMethodWhere(target(name("execute")).and(target(owner(assignableTo(HttpClient.class)))))
                .check(CLASSES);
    }
}
