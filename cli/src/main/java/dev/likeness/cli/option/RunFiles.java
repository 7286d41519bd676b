package dev.likeness.cli.option;

import dev.likeness.error.InputException;
import dev.likeness.files.RunInputs;
import dev.likeness.files.UserPath;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** The files of one command line, for every command: converts text to paths, and refuses outputs that are inputs. */
public final class RunFiles {
    /** The path of standard input; absent on Windows. */
    private static final Path STANDARD_INPUT = Path.of("/dev/stdin");

    private RunFiles() {}

    /** Converts an argument to a path; picocli adds the name of the option to the error. */
    public static final class PathConverter implements ITypeConverter<Path> {
        @Override
        public Path convert(String text) {
            try {
                return UserPath.of(text, "the path");
            } catch (InputException e) {
                throw new TypeConversionException(RemedyText.message(e));
            }
        }
    }

    /**
     * Checks the outputs of a command line, and what is written beside them, before it runs.
     *
     * @param argumentFiles the files that its arguments were read from
     * @throws InputException if one of them is an input of the same run, lies in one, or contains one; if two are the same, or
     *     one lies in another; or if one is a device, a pipe, or a picture that something else would replace
     */
    public static void check(ParseResult parsed, List<Path> argumentFiles) {
        CommandSpec command = last(parsed).commandSpec();
        if (command.args().stream().noneMatch(arg -> isOutput(arg) && arg.getValue() != null)) {
            return;
        }
        RunInputs inputs = inputs(command);
        UserData.ifKnown().ifPresent(folder -> inputs.add("the folder of the data of this program", folder));
        argumentFiles.forEach(file -> inputs.add("the argument file", file));
        RunOutputs outputs = new RunOutputs();
        for (ArgSpec arg : command.args()) {
            if (isOutput(arg) && arg.getValue() instanceof Path output) {
                inputs.requireNotInput(name(arg), output);
                OutputFile.require(name(arg), output, annotation(arg).picture());
                outputs.add(name(arg), output);
                Companion beside = annotation(arg).beside();
                beside.of(output).ifPresent(path -> {
                    inputs.requireNotInput(beside.what(name(arg)), path);
                    OutputFile.require(beside.what(name(arg)), path, false);
                    outputs.add(beside.what(name(arg)), path);
                });
            }
        }
    }

    private static ParseResult last(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        return last;
    }

    /** The arguments of a command line that are not options, as they were given. */
    public static List<String> operands(ParseResult parsed) {
        return last(parsed).matchedPositionals().stream()
                .flatMap(operand -> operand.originalStringValues().stream())
                .toList();
    }

    /** All inputs of a command line. */
    private static RunInputs inputs(CommandSpec command) {
        RunInputs inputs = new RunInputs();
        for (ArgSpec arg : command.args()) {
            Object value = arg.getValue();
            if (isInput(arg) && value != null) {
                for (Object one : value instanceof Collection<?> several ? several : List.of(value)) {
                    if (one.toString().equals("-")) {
                        inputs.add("standard input", STANDARD_INPUT);
                    }
                    inputs.add(name(arg), one instanceof Path path ? path : UserPath.of(one.toString(), name(arg)));
                }
            }
        }
        return inputs;
    }

    public static boolean isOutput(ArgSpec arg) {
        return has(arg, RunOutput.class);
    }

    private static RunOutput annotation(ArgSpec arg) {
        return ((AnnotatedElement) arg.userObject()).getAnnotation(RunOutput.class);
    }

    public static boolean isInput(ArgSpec arg) {
        boolean paths =
                arg.type() == Path.class || List.of(arg.auxiliaryTypes()).equals(List.of(Path.class));
        return !isOutput(arg) && (paths || has(arg, RunInput.class));
    }

    private static boolean has(ArgSpec arg, Class<? extends Annotation> annotation) {
        return arg.userObject() instanceof AnnotatedElement element && element.isAnnotationPresent(annotation);
    }

    private static String name(ArgSpec arg) {
        return arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
    }
}
