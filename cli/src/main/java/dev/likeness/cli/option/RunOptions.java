package dev.likeness.cli.option;

import dev.likeness.error.InputException;
import dev.likeness.files.UserPath;
import dev.likeness.train.RunRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options of a training run as text, to be recorded with it and held against it when it is resumed. Not among them:
 * those of the recipe, which is recorded whole, and those that change nothing about the model.
 */
public final class RunOptions {
    private static final Set<String> NOT_OF_THE_RUN = Set.of("--out", "--resume", "--print-recipe", "--json");

    /** A limit that a run is resumed under; which pictures were skipped is recorded in the checkpoint. */
    private static final String UNREADABLE = "--unreadable";

    private static final List<String> LENGTHS = List.of("--minutes", "--epochs", "--steps");

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    private RunOptions() {}

    /** Those that were given on the command line; paths as absolute paths. */
    public static RunOptions given(CommandSpec train) {
        RunOptions options = new RunOptions();
        for (OptionSpec option : train.commandLine().getParseResult().matchedOptions()) {
            String name = option.longestName();
            boolean ofTheRun = !NOT_OF_THE_RUN.contains(name) && !RecipeOptions.NAMES.contains(name);
            if (ofTheRun && !option.usageHelp() && !option.versionHelp()) {
                boolean flag = option.arity().max() == 0;
                boolean path = option.typeInfo().getType() == Path.class;
                options.values.put(
                        name,
                        flag
                                ? List.of()
                                : option.originalStringValues().stream()
                                        .map(value -> path ? absolute(value) : value)
                                        .toList());
            }
        }
        return options;
    }

    private static String absolute(String path) {
        return UserPath.of(path, "the path").toAbsolutePath().normalize().toString();
    }

    /** The same with another value for an option that was given. */
    public RunOptions replaced(String name, String value) {
        values.replace(name, List.of(value));
        return this;
    }

    /** The same with the value that an option has where it is not given, as a default may change later. */
    public RunOptions withDefault(String name, Object value) {
        if (!LENGTHS.contains(name) || LENGTHS.stream().noneMatch(values::containsKey)) {
            values.putIfAbsent(name, List.of(String.valueOf(value)));
        }
        return this;
    }

    public Map<String, List<String>> values() {
        return values;
    }

    /**
     * Those of a run that is resumed: as recorded.
     *
     * @throws InputException for the first option that is given and has another value than the run was begun with
     */
    public Map<String, List<String>> resuming(RunRecord begun, Path out) {
        Map<String, List<String>> all = new LinkedHashMap<>(begun.options());
        values.forEach((name, value) -> {
            if (name.equals(UNREADABLE)) {
                all.put(name, value);
            } else if (!same(value, begun.options().get(name))) {
                throw new InputException(out + ": the run in it was begun with " + recorded(name, begun) + ", and "
                        + words(name, value) + " is given; leave " + name
                        + " out to go on with it, or choose another --out for a new run");
            }
        });
        return all;
    }

    private static boolean same(List<String> given, @Nullable List<String> recorded) {
        if (recorded == null || given.size() != recorded.size()) {
            return false;
        }
        for (int i = 0; i < given.size(); i++) {
            if (!given.get(i).equals(recorded.get(i)) && !sameNumber(given.get(i), recorded.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameNumber(String one, String other) {
        try {
            return Double.parseDouble(one) == Double.parseDouble(other);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String recorded(String name, RunRecord begun) {
        List<String> asked = LENGTHS.contains(name) ? LENGTHS : List.of(name);
        for (String known : asked) {
            List<String> value = begun.options().get(known);
            if (value != null) {
                return words(known, value);
            }
        }
        return "no " + name;
    }

    private static String words(String name, List<String> values) {
        return values.isEmpty() ? name : name + " " + String.join(" " + name + " ", values);
    }

    /** Options as the words of a command line. */
    public static List<String> commandLine(Map<String, List<String>> options) {
        List<String> words = new ArrayList<>();
        options.forEach((name, values) -> {
            if (values.isEmpty()) {
                words.add(name);
            }
            values.forEach(value -> words.add(name + "=" + value));
        });
        return words;
    }
}
