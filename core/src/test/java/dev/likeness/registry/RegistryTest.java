package dev.likeness.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTest {
    private static final Map<String, Integer> BUILT_IN = Map.of("cosine", 7, "concat", 8);

    @TempDir
    Path jar;

    /** The kind that these tests add to. */
    public interface NumberProvider extends Provider<Integer> {}

    /** Adds one good entry. */
    public static final class Good implements NumberProvider {
        @Override
        public Map<String, Integer> entries() {
            return Map.of("squared-2", 9);
        }
    }

    /** Cannot be constructed. */
    public static final class Throwing implements NumberProvider {
        public Throwing() {
            throw new IllegalStateException("no licence");
        }

        @Override
        public Map<String, Integer> entries() {
            return Map.of();
        }
    }

    /** Needs a class that is absent. */
    public static final class Incomplete implements NumberProvider {
        @Override
        public Map<String, Integer> entries() {
            throw new NoClassDefFoundError("org/absent/Part");
        }
    }

    /** Adds an entry under an invalid name. */
    public static final class Misnamed implements NumberProvider {
        @Override
        public Map<String, Integer> entries() {
            return Map.of("../Cosine", 9);
        }
    }

    /** Adds a name that is built in. */
    public static final class Taken implements NumberProvider {
        @Override
        public Map<String, Integer> entries() {
            return Map.of("cosine", 9, "free", 10);
        }
    }

    /** Adds a name that {@link Good} adds as well. */
    public static final class Twice implements NumberProvider {
        @Override
        public Map<String, Integer> entries() {
            return Map.of("squared-2", 10);
        }
    }

    private Registry<Integer> registry(String... providers) throws IOException {
        Path services = Files.createDirectories(jar.resolve("META-INF/services"));
        Files.write(services.resolve(NumberProvider.class.getName()), List.of(providers));
        URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, getClass().getClassLoader());
        return Registry.of("number", BUILT_IN, () -> ServiceLoader.load(NumberProvider.class, loader));
    }

    @Test
    void findsWhatIsBuiltIn() {
        Registry<Integer> registry = Registry.of("number", BUILT_IN);
        assertThat(registry.named("cosine")).isEqualTo(7);
        assertThat(registry.names()).containsExactly("concat", "cosine");
        assertThatThrownBy(() -> registry.named("cosin"))
                .isInstanceOf(InputException.class)
                .hasMessage("there is no number 'cosin'; did you mean 'cosine'? Allowed: concat, cosine");
        assertThatThrownBy(() -> registry.named("x"))
                .hasMessage("there is no number 'x'; choose one of concat, cosine");
    }

    @Test
    void findsWhatAJarAdds() throws IOException {
        Registry<Integer> registry = registry(Good.class.getName());
        assertThat(registry.named("squared-2")).isEqualTo(9);
        assertThat(registry.named("cosine")).isEqualTo(7);
        assertThat(registry.names()).containsExactly("concat", "cosine", "squared-2");
        assertThatThrownBy(() -> registry.named("x"))
                .hasMessage("there is no number 'x'; choose one of concat, cosine, squared-2; a number from another"
                        + " jar is found only if its jar is on the class path");
    }

    @Test
    void aBrokenProviderIsNamedAndDoesNotAffectTheOthers() throws IOException {
        Registry<Integer> registry = registry(
                "org.absent.Provider",
                Throwing.class.getName(),
                Incomplete.class.getName(),
                Misnamed.class.getName(),
                Good.class.getName());
        assertThat(registry.names()).containsExactly("concat", "cosine", "squared-2");
        assertThat(registry.named("squared-2")).isEqualTo(9);
        String jarOfTests =
                getClass().getProtectionDomain().getCodeSource().getLocation().getPath();
        assertThatThrownBy(() -> registry.named("x"))
                .hasMessageContaining("org.absent.Provider not found")
                .hasMessageContaining(Throwing.class.getName() + " in " + jarOfTests + " cannot be used")
                .hasMessageContaining("no licence")
                .hasMessageContaining(Incomplete.class.getName() + " in " + jarOfTests + " cannot be used")
                .hasMessageContaining("org/absent/Part")
                .hasMessageContaining(Misnamed.class.getName() + " in " + jarOfTests + " cannot be used")
                .hasMessageContaining("the name '../Cosine' is invalid");
    }

    @Test
    void aListOfProvidersThatCannotBeReadIsNamed() throws IOException {
        Registry<Integer> registry = registry("two words");
        assertThat(registry.names()).containsExactly("concat", "cosine");
        assertThatThrownBy(() -> registry.named("x"))
                .hasMessageContaining(NumberProvider.class.getName())
                .hasMessageContaining("Illegal configuration-file syntax");
    }

    @Test
    void aNameThatIsDefinedTwiceIsRefused() throws IOException {
        Registry<Integer> registry = registry(Good.class.getName(), Taken.class.getName(), Twice.class.getName());
        assertThat(registry.names()).containsExactly("concat", "cosine", "free", "squared-2");
        assertThat(registry.named("free")).isEqualTo(10);
        assertThatThrownBy(() -> registry.named("cosine"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("number 'cosine'")
                .hasMessageContaining("one from Likeness itself, one from " + Taken.class.getName());
        assertThatThrownBy(() -> registry.named("squared-2"))
                .hasMessageContaining(Good.class.getName())
                .hasMessageContaining(Twice.class.getName());
    }
}
