package dev.likeness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What our jars are as modules. */
class ModuleDescriptorsTest {
    private static final String SERVICES = "META-INF/services/";

    /** Those with a module-info, by name. */
    private static Map<String, ModuleReference> modules() {
        Path[] ours = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("test-classes") && !entry.endsWith("-tests.jar"))
                .map(Path::of)
                .toArray(Path[]::new);
        return Arrays.stream(ours)
                .flatMap(entry -> descriptors(entry).stream())
                .filter(module -> module.descriptor().name().startsWith("dev.likeness."))
                .filter(module -> !module.descriptor().isAutomatic())
                .collect(Collectors.toMap(
                        module -> module.descriptor().name(), module -> module, (a, b) -> a, TreeMap::new));
    }

    /** Empty for what is no module, such as a folder of classes without a descriptor. */
    private static Set<ModuleReference> descriptors(Path entry) {
        try {
            return ModuleFinder.of(entry).findAll();
        } catch (FindException e) {
            return Set.of();
        }
    }

    static Set<String> names() {
        return modules().keySet();
    }

    @Test
    void theLibrariesAreModules() {
        assertThat(names())
                .containsExactly(
                        "dev.likeness.classic",
                        "dev.likeness.core",
                        "dev.likeness.data",
                        "dev.likeness.gallery",
                        "dev.likeness.heif",
                        "dev.likeness.models",
                        "dev.likeness.train");
    }

    /** A provider is found on the module path by the descriptor, and on the class path by the file. */
    @ParameterizedTest
    @MethodSource("names")
    void descriptorAndServiceFilesNameTheSameProviders(String name) throws IOException {
        ModuleReference module = Objects.requireNonNull(modules().get(name));
        Map<String, Set<String>> provided = module.descriptor().provides().stream()
                .collect(Collectors.toMap(
                        ModuleDescriptor.Provides::service, provides -> new TreeSet<>(provides.providers())));
        Map<String, Set<String>> listed = new TreeMap<>();
        try (ModuleReader reader = module.open()) {
            for (String file : reader.list()
                    .filter(file -> file.startsWith(SERVICES) && !file.endsWith("/"))
                    .toList()) {
                listed.put(file.substring(SERVICES.length()), lines(reader, file));
            }
        }
        assertThat(listed).isEqualTo(provided);
    }

    private static Set<String> lines(ModuleReader reader, String file) throws IOException {
        try (InputStream in = reader.open(file).orElseThrow()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void coreShowsApplicationsTheDoorAndWhatItsSignaturesName() {
        ModuleReference core = Objects.requireNonNull(modules().get("dev.likeness.core"));
        assertThat(core.descriptor().exports().stream()
                        .filter(exported -> !exported.isQualified())
                        .map(ModuleDescriptor.Exports::source))
                .containsExactlyInAnyOrder(
                        "dev.likeness",
                        "dev.likeness.alignment",
                        "dev.likeness.calibration",
                        "dev.likeness.domain",
                        "dev.likeness.error",
                        "dev.likeness.measure",
                        "dev.likeness.model",
                        "dev.likeness.picture",
                        "dev.likeness.picture.reader",
                        "dev.likeness.progress",
                        "dev.likeness.registry");
    }
}
