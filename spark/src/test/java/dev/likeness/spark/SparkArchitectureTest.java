package dev.likeness.spark;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessField;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules of docs/architecture.md for this module, which the module cli does not see. */
@AnalyzeClasses(packages = "dev.likeness.spark", importOptions = ImportOption.DoNotIncludeTests.class)
class SparkArchitectureTest {
    @ArchTest
    static final ArchRule no_package_is_part_of_a_cycle =
            slices().matching("dev.likeness.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule no_training_no_classical_measures_and_no_command_line = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.likeness.train..",
                    "dev.likeness.study..",
                    "dev.likeness.classic..",
                    "dev.likeness.server..",
                    "dev.likeness.cli..",
                    "ai.onnxruntime..",
                    "org.bytedeco..",
                    "org.apache.lucene..");

    /** Spark's linear algebra calls a native library that crashes beside OpenCV's. */
    @ArchTest
    static final ArchRule nothing_uses_the_linear_algebra_of_spark = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark.ml..", "org.apache.spark.mllib..");

    @ArchTest
    static final ArchRule only_the_switch_of_the_telemetry_knows_jna = noClasses()
            .that()
            .doNotHaveSimpleName("TelemetrySwitch")
            .and()
            .doNotHaveSimpleName("Environment")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.sun.jna..");

    @ArchTest
    static final ArchRule only_the_program_has_options_prints_and_exits = noClasses()
            .that()
            .resideOutsideOfPackage("dev.likeness.spark.command..")
            .should(accessField(System.class, "out")
                    .or(accessField(System.class, "err"))
                    .or(callMethod(System.class, "exit", int.class))
                    .or(callMethod(System.class, "getenv", String.class))
                    .as("print, exit or read the environment"))
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule nothing_opens_addresses = noClasses()
            .should()
            .dependOnClassesThat(belongToAnyOf(java.net.Socket.class, java.net.HttpURLConnection.class));
}
