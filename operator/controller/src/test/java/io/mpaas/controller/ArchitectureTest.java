package io.mpaas.controller;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.mpaas.controller.cluster.Indexed;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CONTROLLER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.mpaas.controller");

    @Test
    void nothingSleepsOrBlocksInAReconcile() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(CONTROLLER);
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Reconciler")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.util.concurrent.locks..")
                .check(CONTROLLER);
    }

    @Test
    void roomsAreFreeOfCycles() {
        slices().matching("io.mpaas.controller.(*)..").should().beFreeOfCycles().check(CONTROLLER);
    }

    /** Whatever is added finds its floor, or this drawing changes. */
    @Test
    void thereAreFourFloors() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("fourth")
                .definedBy("..controller.component..", "..controller.health..")
                .layer("third")
                .definedBy(
                        "..controller.workload..",
                        "..controller.manifests..",
                        "..controller.installation..",
                        "..controller.site..",
                        "..controller.startup..")
                .layer("second")
                .definedBy(
                        "..controller.cluster..",
                        "..controller.trial..",
                        "..controller.admission..",
                        "..controller.observe..")
                .layer("first")
                .definedBy("..controller.report..", "..controller.leader..", "..controller.skew..")
                .whereLayer("fourth")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("third")
                .mayOnlyBeAccessedByLayers("fourth")
                .whereLayer("second")
                .mayOnlyBeAccessedByLayers("fourth", "third")
                .ensureAllClassesAreContainedInArchitectureIgnoring("io.mpaas.controller")
                .check(CONTROLLER);
    }

    /** An index knows nothing of own writes. */
    @Test
    void indexesAreReadInOnePlace() {
        noClasses()
                .that()
                .areNotAssignableTo(Indexed.class)
                .should()
                .callMethodWhere(JavaCall.Predicates.target(HasName.Predicates.name("byIndex")))
                .check(CONTROLLER);
    }

    /** Which cluster a component lives in is known by {@code TargetCluster} alone; a Component itself lies in the operator's own. */
    @Test
    void whatRunsComponentsIsHandedNoClient() {
        noClasses()
                .that()
                .resideInAnyPackage("..controller.component..", "..controller.workload..", "..controller.manifests..")
                .and()
                .doNotHaveSimpleName("LettingGo")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(KubernetesClient.class)
                .orShould()
                .callMethod(Context.class, "getClient")
                .check(CONTROLLER);
    }

    @Test
    void refusedNamesAreNotUsed() {
        noClasses()
                .should()
                .haveNameMatching(".*(Utils?|Helper|Manager|Handler|Impl|Base)")
                .orShould()
                .haveSimpleNameStartingWith("Abstract")
                .check(CONTROLLER);
    }
}
