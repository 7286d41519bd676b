package dev.likeness.spark.command;

import dev.likeness.error.ControlCharacters;
import dev.likeness.error.InputException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.apache.spark.SparkException;
import org.apache.spark.sql.AnalysisException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program that {@code spark-submit} runs. */
@Command(
        name = "likeness-spark",
        description = "Works on collections of pictures on a Spark cluster. Run it with spark-submit.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "JOB",
        subcommands = {
            EncodeCommand.class,
            DuplicatesCommand.class,
            JoinCommand.class,
            EvaluateCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {"", "Exit codes: 0 done; 2 bad usage or bad input; 3 internal error."})
public final class Main {
    private static final int BAD_INPUT = 2;
    private static final int INTERNAL_ERROR = 3;

    private Main() {}

    /** Runs one job; exits with its code unless all went well, as Spark needs the process to end by itself then. */
    public static void main(String[] arguments) {
        int code = run(
                arguments,
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        if (code != 0) {
            System.exit(code);
        }
    }

    /** Runs one job and returns the exit code. */
    static int run(String[] arguments, PrintWriter out, PrintWriter err) {
        CommandLine commands = new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, command, parsed) -> failed(e, err));
        if (arguments.length == 0) {
            commands.usage(err);
            return BAD_INPUT;
        }
        return commands.execute(arguments);
    }

    private static int failed(Exception e, PrintWriter err) {
        InputException input = input(e);
        if (input != null) {
            err.println("likeness-spark: " + ControlCharacters.shown(input.problem()));
            return BAD_INPUT;
        }
        if (e instanceof AnalysisException) { // a path or a column that is not there
            err.println("likeness-spark: " + ControlCharacters.shown(firstLine(e)));
            return BAD_INPUT;
        }
        err.println("likeness-spark: " + (e instanceof SparkException ? "Spark stopped the job: " : "internal error: ")
                + e);
        e.printStackTrace(err);
        return INTERNAL_ERROR;
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /** Spark wraps the exceptions of a job's tasks. */
    private static @Nullable InputException input(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof InputException found) {
                return found;
            }
        }
        return null;
    }
}
