package io.mpaas.controller;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
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
