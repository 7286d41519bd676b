package dev.likeness.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.RuntimeVersion;
import dev.likeness.model.ModelJson;
import dev.likeness.models.Models;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.logging.slf4j.SLF4JServiceProvider;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * This module is compiled and tested with the versions that a cluster provides, and contains none of them. A cluster's jars
 * come first on the class path of an executor, whatever a program brings.
 */
class ProvidedClassPathTest {
    /** From the parent POM of Spark 4.2.0; change them together with the version of Spark. */
    private static final Map<String, String> OF_SPARK = Map.of(
            "jackson-core", "2.21.2",
            "jackson-databind", "2.21.2",
            "jackson-annotations", "2.21",
            "jackson-module-scala_2.13", "2.21.2",
            "protobuf-java", "4.33.5",
            "slf4j-api", "2.0.17",
            "log4j-slf4j2-impl", "2.25.4",
            "log4j-core", "2.25.4");

    private static final Pattern JAR = Pattern.compile("(.+?)-([0-9][^/]*)\\.jar");

    private static List<String> jars() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .flatMap(entry -> entry.endsWith("*") ? inFolder(entry) : Stream.of(entry))
                .map(entry -> String.valueOf(Path.of(entry).getFileName()))
                .filter(name -> name.endsWith(".jar"))
                .toList();
    }

    private static Stream<String> inFolder(String wildcard) {
        String[] names = new File(wildcard.substring(0, wildcard.length() - 1)).list();
        return names == null ? Stream.of() : Arrays.stream(names);
    }

    @Test
    void theVersionsAreThoseOfSpark() {
        Map<String, List<String>> versions = jars().stream()
                .map(JAR::matcher)
                .filter(Matcher::matches)
                .filter(jar -> OF_SPARK.containsKey(jar.group(1)))
                .collect(Collectors.groupingBy(
                        jar -> jar.group(1), Collectors.mapping(jar -> jar.group(2), Collectors.toList())));
        assertThat(versions.keySet()).isEqualTo(OF_SPARK.keySet());
        OF_SPARK.forEach((jar, version) -> assertThat(versions.get(jar)).as(jar).containsExactly(version));
        assertThat(org.apache.spark.package$.MODULE$.SPARK_VERSION()).isEqualTo("4.2.0");
    }

    @Test
    void trainingAndOtherLoggersStayAway() {
        assertThat(jars())
                .noneMatch(jar -> jar.matches("(likeness-train|tribuo|pytorch|slf4j-simple|logback|jetty-server).*"));
        assertThat(LoggerFactory.getILoggerFactory().getClass().getName()).startsWith("org.apache.logging.slf4j");
        assertThat(new SLF4JServiceProvider().getRequestedApiVersion()).isNotEmpty();
    }

    /** Classes of the versions above are the ones that run, and ours work with them. */
    @Test
    void everythingRunsOnThem() {
        assertThat(new ObjectMapper().version().toString()).isEqualTo("2.21.2");
        assertThat(RuntimeVersion.OSS_MAJOR + "." + RuntimeVersion.OSS_MINOR + "." + RuntimeVersion.OSS_PATCH)
                .isEqualTo("4.33.5");
        assertThat(ModelJson.read(Models.bundled("photos").read("model.json"), "photos")
                        .embedding())
                .isPositive();
        SparkSession spark = LocalSession.open(); // its Scala module checks the version of Jackson
        assertThat(spark.range(3).count()).isEqualTo(3);
    }
}
