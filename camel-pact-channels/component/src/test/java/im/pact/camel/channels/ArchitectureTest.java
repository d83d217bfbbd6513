/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Dependencies point one way: what Camel sees, then the client, then the model. */
@AnalyzeClasses(packages = "im.pact.camel.channels", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule LAYERS = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("im.pact.camel.channels..")
            .layer("camel")
            .definedBy("im.pact.camel.channels")
            .layer("client")
            .definedBy("im.pact.camel.channels.client")
            .layer("model")
            .definedBy("im.pact.camel.channels.model")
            .whereLayer("camel")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("client")
            .mayOnlyBeAccessedByLayers("camel");

    @ArchTest
    static final ArchRule THE_MODEL_KNOWS_NO_LIBRARY = classes()
            .that()
            .resideInAPackage("..model")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "..model");

    /** The base class and one interface are all it takes from Camel, so that its exceptions are what routes expect. */
    @ArchTest
    static final ArchRule THE_CLIENT_KNOWS_NO_EXCHANGE = noClasses()
            .that()
            .resideInAPackage("..client")
            .should()
            .dependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                    "are Camel's, but for RuntimeCamelException and HttpResponseAware",
                    type -> type.getName().startsWith("org.apache.camel.")
                            && !type.getName().equals("org.apache.camel.RuntimeCamelException")
                            && !type.getName().equals("org.apache.camel.spi.HttpResponseAware")));

    @ArchTest
    static final ArchRule ONLY_THE_TRANSPORT_EXECUTES_REQUESTS = noClasses()
            .that()
            .doNotHaveSimpleName("HttpTransport")
            .should()
            .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                            com.tngtech.archunit.core.domain.properties.HasName.Predicates.name("execute"))
                    .and(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                            com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                                    com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo(
                                            "org.apache.hc.client5.http.classic.HttpClient")))));
}
