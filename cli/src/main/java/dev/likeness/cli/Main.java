package dev.likeness.cli;

import dev.likeness.Version;
import dev.likeness.cli.command.CompareCommand;
import dev.likeness.cli.command.DataCommand;
import dev.likeness.cli.command.EvaluateCommand;
import dev.likeness.cli.command.ExitCode;
import dev.likeness.cli.command.ModelsCommand;
import dev.likeness.cli.command.StudyCommand;
import dev.likeness.cli.command.TrainCommand;
import dev.likeness.cli.gallery.DuplicatesCommand;
import dev.likeness.cli.gallery.EncodeCommand;
import dev.likeness.cli.gallery.GalleryCommand;
import dev.likeness.cli.gallery.SearchCommand;
import dev.likeness.cli.option.ArgumentFiles;
import dev.likeness.cli.option.LauncherArguments;
import dev.likeness.cli.option.PictureLimitVariables;
import dev.likeness.cli.option.RemedyText;
import dev.likeness.cli.option.RunFiles;
import dev.likeness.cli.serve.ServeCommand;
import dev.likeness.cli.text.HelpText;
import dev.likeness.cli.text.StandardOutput;
import dev.likeness.cli.text.UsageText;
import dev.likeness.error.ControlCharacters;
import dev.likeness.error.InputException;
import dev.likeness.model.LearnedMeasure;
import dev.likeness.picture.PictureLimits;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code likeness}. */
@Command(
        name = "likeness",
        description = "Learns when two images show the same thing.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        version = "likeness " + Version.CURRENT,
        footer = {
            "",
            "First steps:",
            "  Draw pictures to try things on:",
            "    likeness data draw --out pictures",
            "  Compare two of them with the bundled model:",
            "    likeness compare pictures/group001/thing0001/0001.png pictures/group001/thing0001/0002.png",
            "  Find the duplicates in a folder, and what looks like a picture:",
            "    likeness duplicates examples",
            "    likeness search examples/cathedral-postcard.jpg examples",
            "  The same in a browser:",
            "    likeness serve",
            "  Train your own model, and compare with it:",
            "    likeness train pictures --out model --minutes 2",
            "    likeness compare pictures/group001/thing0001/0001.png pictures/group001/thing0002/0001.png --model"
                    + " model",
            "",
            "Exit codes: 0 done; 1 no match, under --exit-code; 2 bad usage or bad input; 3 internal error."
        })
public final class Main {
    /** The names of the commands, in the order of the help. */
    private static final List<String> COMMANDS = List.of(
            "compare",
            "train",
            "evaluate",
            "study",
            "models",
            "data",
            "duplicates",
            "search",
            "encode",
            "gallery",
            "serve",
            "help");

    static {
        // Conversions that no option uses. picocli sets them up at each start, and looks for Groovy in every jar.
        System.setProperty("picocli.disable.closures", "true");
        System.setProperty("picocli.converters.excludes", "java.time.*,java.sql.*");
    }

    private Main() {}

    /** At the log level of the command line, the lines would be dropped, and loading the logger delays every start. */
    private static void leaveOutModelLog() {
        if (System.getProperty("org.slf4j.simpleLogger.defaultLogLevel") == null) {
            System.setProperty("likeness.model.log", "off");
        }
    }

    public static void main(String[] arguments) {
        leaveOutModelLog();
        PrintWriter err = new PrintWriter(System.err, true);
        StandardOutput out = new StandardOutput();
        int code;
        try {
            code = run(LauncherArguments.of(arguments), new PrintWriter(out, true, StandardCharsets.UTF_8), err);
        } catch (InputException e) {
            code = failed(e, err);
        } catch (OutOfMemoryError e) {
            err.println("likeness: out of memory (" + e.getMessage() + "); give Java more memory, such as with"
                    + " LIKENESS_JAVA_OPTS=-Xmx8g");
            code = ExitCode.INTERNAL_ERROR;
        } catch (Error e) { // picocli handles only exceptions, and the JVM would exit with 1, "no match"
            err.println("likeness: an internal error, or a fault of this machine: " + e);
            e.printStackTrace(err);
            code = ExitCode.INTERNAL_ERROR;
        }
        if (out.fault() != null) {
            err.println(
                    "likeness: standard output cannot be written to (" + out.fault() + "): the output is incomplete");
            code = Math.max(code, ExitCode.BAD_INPUT);
        }
        System.exit(code);
    }

    /** Runs one command line and returns its exit code. */
    static int run(String[] arguments, PrintWriter out, PrintWriter err) {
        ArgumentFiles files;
        try {
            files = ArgumentFiles.read(arguments);
        } catch (InputException e) {
            return failed(e, err);
        }
        String[] words = files.words();
        CompletableFuture<Void> runtime = startRuntime(words);
        try {
            return executed(words, files, out, err);
        } finally {
            runtime.join(); // an exit during its start would leave its folder for temporary files behind
        }
    }

    private static int executed(String[] words, ArgumentFiles files, PrintWriter out, PrintWriter err) {
        CommandLine commands = commandLine(words, out, err);
        commands.setExecutionStrategy(parsed -> executed(parsed, files, err));
        commands.setParameterExceptionHandler((e, given) -> badUsage(e, files, err));
        return words.length == 0 ? usage(commands, err) : commands.execute(words);
    }

    /**
     * Starts ONNX Runtime if a comparison is going to need it, as this takes as long as picocli takes to learn the options of the
     * command. If it fails, so does the opening of the model, which reports it.
     */
    private static CompletableFuture<Void> startRuntime(String[] words) {
        boolean needed = words.length > 2
                && words[0].equals("compare")
                && !asksForHelp(words)
                && Stream.of(words).noneMatch(word -> word.startsWith("--measure"));
        return needed
                ? CompletableFuture.runAsync(LearnedMeasure::loadRuntime).exceptionally(e -> null)
                : CompletableFuture.completedFuture(null);
    }

    /** The parser for these arguments. */
    static CommandLine commandLine(String[] arguments, PrintWriter out, PrintWriter err) {
        CommandLine commands = new CommandLine(new Main());
        for (String name : named(arguments)) {
            commands.addSubcommand(name, command(name));
        }
        commands.setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Path.class, new RunFiles.PathConverter())
                .setExpandAtFiles(false)
                .setExecutionExceptionHandler((e, command, parsed) -> failed(e, err));
        if (asksForHelp(arguments)) { // only then, because it takes time
            HelpText.install(commands);
        }
        return commands;
    }

    private static boolean asksForHelp(String[] arguments) {
        List<String> words = List.of(arguments);
        return words.isEmpty() || words.contains("--help") || words.contains("-h") || words.contains("help");
    }

    /** Prints help if it is requested; otherwise runs the command, unless it would overwrite its input. */
    private static int executed(ParseResult parsed, ArgumentFiles files, PrintWriter err) {
        try {
            Integer helped = CommandLine.executeHelpRequest(parsed);
            if (helped != null) {
                return helped;
            }
            PictureLimits.setCurrent(PictureLimitVariables.limits(System.getenv()));
            files.requireNoneAbsent(RunFiles.operands(parsed));
            RunFiles.check(parsed, files.files());
        } catch (InputException e) {
            return failed(e, err);
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    /**
     * The command that the arguments begin with; all commands for help and for an unknown name. Reading the options of
     * all commands by reflection takes longer than starting Java.
     */
    private static List<String> named(String[] arguments) {
        boolean known = arguments.length > 0 && COMMANDS.contains(arguments[0]);
        return known && !arguments[0].equals("help") ? List.of(arguments[0]) : COMMANDS;
    }

    /** A new command of this name. Java loads the class of that command only. */
    private static Object command(String name) {
        return switch (name) {
            case "compare" -> new CompareCommand();
            case "train" -> new TrainCommand();
            case "evaluate" -> new EvaluateCommand();
            case "study" -> new StudyCommand();
            case "models" -> new ModelsCommand();
            case "data" -> new DataCommand();
            case "duplicates" -> new DuplicatesCommand();
            case "search" -> new SearchCommand();
            case "encode" -> new EncodeCommand();
            case "gallery" -> new GalleryCommand();
            case "serve" -> new ServeCommand();
            case "help" -> new CommandLine.HelpCommand();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static int usage(CommandLine commands, PrintWriter err) {
        commands.usage(err);
        return ExitCode.BAD_INPUT;
    }

    private static int badUsage(ParameterException e, ArgumentFiles files, PrintWriter err) {
        try {
            files.requireNoneAbsent(e instanceof UnmatchedArgumentException other ? other.getUnmatched() : List.of());
        } catch (InputException absent) {
            return failed(absent, err);
        }
        String name = e.getCommandLine().getCommandSpec().qualifiedName();
        String message = ControlCharacters.shown(UsageText.plain(String.valueOf(e.getMessage())));
        StringBuilder line = new StringBuilder("likeness: ").append(message);
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            line.append("; did you mean ")
                    .append(String.join(" or ", unmatched.getSuggestions()))
                    .append('?');
        }
        err.println(line.append("; '").append(name).append(" --help' shows what is allowed"));
        return ExitCode.BAD_INPUT;
    }

    private static int failed(Exception e, PrintWriter err) {
        if (e instanceof InputException input) {
            err.println("likeness: " + RemedyText.message(input).replaceAll("\\s*\\R\\s*", " "));
            return ExitCode.BAD_INPUT;
        }
        err.println("likeness: internal error; please report it with this text: " + e);
        e.printStackTrace(err);
        return ExitCode.INTERNAL_ERROR;
    }
}
