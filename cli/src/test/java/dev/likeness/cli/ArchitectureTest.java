package dev.likeness.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessField;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.jspecify.annotations.NullMarked;

/**
 * Checks the rules of docs/architecture.md: dependencies between modules have one direction, packages have no cycles,
 * each heavy library is used by one module, and only the command line prints, reads the environment or ends the
 * process.
 *
 * <p>It is in {@code cli} because only that module depends on all others.
 */
@AnalyzeClasses(
        packages = "dev.likeness",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WithoutLocalCluster.class})
class ArchitectureTest {
    /** The module solr-node starts processes for tests, and is no part of the program. */
    static final class WithoutLocalCluster implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("solr-node");
        }
    }

    private static final String[] DATA = {
        "dev.likeness.data..",
        "dev.likeness.synthesis..",
        "dev.likeness.augment..",
        "dev.likeness.geometry..",
        "dev.likeness.evaluation.."
    };

    private static final String[] ROOMS_BESIDE_CORE = {
        "dev.likeness.data..",
        "dev.likeness.synthesis..",
        "dev.likeness.augment..",
        "dev.likeness.geometry..",
        "dev.likeness.evaluation..",
        "dev.likeness.models..",
        "dev.likeness.classic..",
        "dev.likeness.heif..",
        "dev.likeness.train..",
        "dev.likeness.study..",
        "dev.likeness.gallery..",
        "dev.likeness.server..",
        "dev.likeness.solr..",
        "dev.likeness.cli.."
    };

    private static final SliceAssignment EACH_PACKAGE = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "every package by itself";
        }
    };

    @ArchTest
    static final ArchRule no_package_is_part_of_a_cycle =
            slices().assignedFrom(EACH_PACKAGE).should().beFreeOfCycles();

    /** Classical measures, the readers of heif and the galleries of solr are found by name: other modules do not use these modules. */
    @ArchTest
    static final ArchRule rooms_depend_one_way = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("core")
            .definedBy(resideInAPackage("dev.likeness..").and(resideOutsideOfPackages(ROOMS_BESIDE_CORE)))
            .layer("data")
            .definedBy(DATA)
            .layer("models")
            .definedBy("dev.likeness.models..")
            .layer("classic")
            .definedBy("dev.likeness.classic..")
            .layer("heif")
            .definedBy("dev.likeness.heif..")
            .layer("train")
            .definedBy("dev.likeness.train..")
            .optionalLayer("study")
            .definedBy("dev.likeness.study..")
            .optionalLayer("gallery")
            .definedBy("dev.likeness.gallery..")
            .optionalLayer("server")
            .definedBy("dev.likeness.server..")
            .optionalLayer("solr")
            .definedBy("dev.likeness.solr..")
            .layer("cli")
            .definedBy("dev.likeness.cli..")
            .whereLayer("core")
            .mayNotAccessAnyLayer()
            .whereLayer("data")
            .mayOnlyAccessLayers("core")
            .whereLayer("models")
            .mayOnlyAccessLayers("core")
            .whereLayer("classic")
            .mayOnlyAccessLayers("core")
            .whereLayer("heif")
            .mayOnlyAccessLayers("core")
            .whereLayer("train")
            .mayOnlyAccessLayers("data", "core")
            .whereLayer("study")
            .mayOnlyAccessLayers("train", "data", "core")
            .whereLayer("gallery")
            .mayOnlyAccessLayers("data", "core")
            .whereLayer("server")
            .mayOnlyAccessLayers("gallery", "core")
            .whereLayer("solr")
            .mayOnlyAccessLayers("gallery", "core")
            .whereLayer("cli")
            .mayOnlyAccessLayers("server", "gallery", "study", "train", "models", "data", "core");

    @ArchTest
    static final ArchRule only_train_knows_libtorch = noClasses()
            .that()
            .resideOutsideOfPackage("dev.likeness.train..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bytedeco.pytorch..", "org.tribuo..", "ai.onnx..", "com.google.protobuf..");

    @ArchTest
    static final ArchRule only_classic_knows_opencv = noClasses()
            .that()
            .resideOutsideOfPackage("dev.likeness.classic..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bytedeco.opencv..", "org.opencv..");

    @ArchTest
    static final ArchRule only_heif_knows_jna = noClasses()
            .that()
            .resideOutsideOfPackage("dev.likeness.heif..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.sun.jna..");

    @ArchTest
    static final ArchRule natives_stay_in_train_and_classic = noClasses()
            .that()
            .resideOutsideOfPackages("dev.likeness.train..", "dev.likeness.classic..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco..");

    @ArchTest
    static final ArchRule only_core_knows_onnx_runtime = noClasses()
            .that()
            .resideInAnyPackage(ROOMS_BESIDE_CORE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.onnxruntime..");

    /** An application that only compares pictures gets no libraries for tables and statistics. */
    @ArchTest
    static final ArchRule core_knows_no_tables_and_no_statistics = noClasses()
            .that()
            .resideOutsideOfPackages(ROOMS_BESIDE_CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("de.siegmar.fastcsv..", "org.apache.commons..");

    @ArchTest
    static final ArchRule only_the_command_line_knows_its_libraries = noClasses()
            .that()
            .resideOutsideOfPackage("dev.likeness.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..", "me.tongfei..", "org.jline..");

    @ArchTest
    static final ArchRule only_solr_knows_its_client = noClasses()
            .that()
            .resideOutsideOfPackage("dev.likeness.solr..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.solr..", "org.apache.zookeeper..");

    @ArchTest
    static final ArchRule only_the_server_knows_the_network = noClasses()
            .that()
            .resideOutsideOfPackage("dev.likeness.server..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..", "io.micrometer..", "java.net.http..");

    /** The server fetches nothing: no address of a request is ever opened. */
    @ArchTest
    static final ArchRule no_address_is_opened = noClasses()
            .should()
            .callMethod(java.net.URL.class, "openStream")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.net.http..")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(java.net.Socket.class, java.net.HttpURLConnection.class);

    @ArchTest
    static final ArchRule only_the_command_line_prints = noClasses()
            .that()
            .resideOutsideOfPackage("dev.likeness.cli..")
            .should(accessField(System.class, "out")
                    .or(accessField(System.class, "err"))
                    .or(callMethod(Throwable.class, "printStackTrace"))
                    .as("use the standard streams; return the value, or log it"));

    @ArchTest
    static final ArchRule only_the_command_line_exits = noClasses()
            .that()
            .resideOutsideOfPackage("dev.likeness.cli..")
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class);

    @ArchTest
    static final ArchRule only_the_command_line_reads_the_environment = noClasses()
            .that()
            .resideOutsideOfPackage("dev.likeness.cli..")
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(ProcessBuilder.class, "environment");

    @ArchTest
    static final ArchRule logging_goes_through_slf4j =
            noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..");

    @ArchTest
    static final ArchRule every_package_is_null_marked = classes().should(resideInANullMarkedPackage());

    @ArchTest
    static final ArchRule names_are_nouns_of_the_field =
            noClasses().should().haveNameMatching(".*[.$][A-Za-z]*(Util|Utils|Helper|Helpers|Manager|Impl)");

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a package whose package-info is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + ": add a package-info.java with @NullMarked to its package"));
                }
            }
        };
    }
}
