package dev.likeness.cli.option;

import dev.likeness.error.InputException;
import dev.likeness.files.RunInputs;
import dev.likeness.files.UserPath;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** The files of one command line, for every command: paths from text, and outputs that must not be inputs. */
public final class RunFiles {
    /** Where the system names the file that standard input comes from; absent on Windows. */
    private static final Path STANDARD_INPUT = Path.of("/dev/stdin");

    private RunFiles() {}

    /** Turns the text of an argument into a path; picocli adds the name of the option to its error. */
    public static final class PathConverter implements ITypeConverter<Path> {
        @Override
        public Path convert(String text) {
            try {
                return UserPath.of(text, "the path");
            } catch (InputException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /**
     * Checks the outputs of a command line before it is run.
     *
     * @throws InputException if one of them is an input of the same run, lies in one, or contains one
     */
    public static void check(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        CommandSpec command = last.commandSpec();
        if (command.args().stream().noneMatch(arg -> isOutput(arg) && arg.getValue() != null)) {
            return;
        }
        RunInputs inputs = inputs(command);
        for (ArgSpec arg : command.args()) {
            if (isOutput(arg) && arg.getValue() instanceof Path output) {
                inputs.requireNotInput(name(arg), output);
            }
        }
    }

    /** All that a command line names to be read. */
    static RunInputs inputs(CommandSpec command) {
        RunInputs inputs = new RunInputs();
        for (ArgSpec arg : command.args()) {
            Object value = arg.getValue();
            if (isInput(arg) && value != null) {
                if (value.toString().equals("-")) {
                    inputs.add("standard input", STANDARD_INPUT);
                }
                inputs.add(name(arg), value instanceof Path path ? path : UserPath.of(value.toString(), name(arg)));
            }
        }
        return inputs;
    }

    public static boolean isOutput(ArgSpec arg) {
        return has(arg, RunOutput.class);
    }

    public static boolean isInput(ArgSpec arg) {
        return !isOutput(arg) && (arg.type() == Path.class || has(arg, RunInput.class));
    }

    private static boolean has(ArgSpec arg, Class<? extends Annotation> annotation) {
        return arg.userObject() instanceof AnnotatedElement element && element.isAnnotationPresent(annotation);
    }

    private static String name(ArgSpec arg) {
        return arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
    }
}
