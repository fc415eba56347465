package org.tidewaiter.policy.rule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class CelBorderTest {
    @Test
    void theLibraryOfCelIsKnownToFewClassesThatOnlyFilesOfRulesLoad() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Language.class, Expression.class, FactTypes.class, Work.class)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.cel..", "com.google..")
                .because("it takes half a second to load, which a scan without rules need not pay")
                .check(
                        new ClassFileImporter()
                                .withImportOption(new ImportOption.DoNotIncludeTests())
                                .importPackages("org.tidewaiter.policy"));
    }
}
