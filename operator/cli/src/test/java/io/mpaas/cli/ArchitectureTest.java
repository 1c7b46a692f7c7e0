package io.mpaas.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses COMMAND_LINE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.mpaas.cli");

    @Test
    void roomsAreFreeOfCycles() {
        slices().matching("io.mpaas.cli.(*)..").should().beFreeOfCycles().check(COMMAND_LINE);
    }

    @Test
    void whatIsPrintedIsMadeWithoutACluster() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..cli.graph..",
                        "..cli.history..",
                        "..cli.leftovers..",
                        "..cli.lint..",
                        "..cli.preflight..",
                        "..cli.review..",
                        "..cli.status..",
                        "..cli.why..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.fabric8.kubernetes.client.KubernetesClient")
                .check(COMMAND_LINE);
    }

    @Test
    void refusedNamesAreNotUsed() {
        noClasses()
                .should()
                .haveNameMatching(".*(Utils?|Helper|Manager|Handler|Impl|Base)")
                .orShould()
                .haveSimpleNameStartingWith("Abstract")
                .check(COMMAND_LINE);
    }
}
