package io.mpaas.planning;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses PURE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.mpaas.planning", "io.mpaas.graph");

    @Test
    void planningAndGraphHaveNoClient() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.fabric8.kubernetes.client.dsl..", "io.javaoperatorsdk..", "io.quarkus..", "java.net..")
                .check(PURE);
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.fabric8.kubernetes.client.KubernetesClient")
                .check(PURE);
    }

    @Test
    void planningAndGraphHaveNoClockNoEnvironmentAndNoRandomness() {
        noClasses().should().dependOnClassesThat().areAssignableTo(Clock.class).check(PURE);
        noClasses().should().dependOnClassesThat().areAssignableTo(Random.class).check(PURE);
        noClasses().should().callMethod(java.time.Instant.class, "now").check(PURE);
        noClasses().should().callMethod(System.class, "getenv", String.class).check(PURE);
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(PURE);
        noClasses().should().callMethod(System.class, "nanoTime").check(PURE);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.nio.file..")
                .check(PURE);
    }

    @Test
    void roomsAreFreeOfCycles() {
        slices().matching("io.mpaas.planning.(*)..").should().beFreeOfCycles().check(PURE);
    }

    /** Whatever is added finds its floor, or this drawing changes. */
    @Test
    void thereAreFourFloors() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("fourth")
                .definedBy(
                        "..planning.cloud..",
                        "..planning.compile..",
                        "..planning.whole..",
                        "..planning.history..",
                        "..planning.observe..",
                        "..planning.plan..",
                        "..planning.preflight..",
                        "..planning.rollback..")
                .layer("third")
                .definedBy(
                        "..planning.change..",
                        "..planning.check..",
                        "..planning.decide..",
                        "..planning.infrastructure..",
                        "..planning.render..",
                        "..planning.site..",
                        "..planning.trial..")
                .layer("second")
                .definedBy(
                        "..planning.hash..",
                        "..planning.inspect..",
                        "..planning.pods..",
                        "..planning.release..",
                        "..planning.review..",
                        "..planning.rooms..",
                        "..planning.security..")
                .layer("first")
                .definedBy("..planning.value..", "..planning.drift..", "..planning.kstatus..")
                .whereLayer("fourth")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("third")
                .mayOnlyBeAccessedByLayers("fourth")
                .whereLayer("second")
                .mayOnlyBeAccessedByLayers("fourth", "third")
                .ensureAllClassesAreContainedInArchitectureIgnoring("io.mpaas.graph..", "io.mpaas.planning")
                .check(PURE);
    }

    @Test
    void theGraphKnowsNoKubernetes() {
        noClasses()
                .that()
                .resideInAPackage("io.mpaas.graph..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.fabric8..", "io.mpaas.api..", "io.mpaas.planning..")
                .check(PURE);
    }

    @Test
    void refusedNamesAreNotUsed() {
        noClasses()
                .should()
                .haveNameMatching(".*(Utils?|Helper|Manager|Handler|Impl|Base)")
                .orShould()
                .haveSimpleNameStartingWith("Abstract")
                .check(PURE);
    }
}
