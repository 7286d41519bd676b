package dev.likeness.cli;

import dev.likeness.error.InputException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code likeness}. */
@Command(
        name = "likeness",
        description = "Learns when two images show the same thing.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            CompareCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            ModelsCommand.class,
            DataCommand.class,
            CommandLine.HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        version = "likeness 0.1.0",
        footer = {
            "",
            "First steps:",
            "  likeness compare examples/a.png examples/b.png     with the bundled model",
            "  likeness data draw --out pictures                  a data set to try things on",
            "  likeness train pictures --out model --minutes 2    a model of your own",
            "  likeness compare A B --model model",
            "",
            "Exit codes: 0 done; 1 no match, under --exit-code; 2 bad usage or bad input; 3 a fault of ours."
        })
public final class Main {
    static final int OK = 0;
    static final int NO_MATCH = 1;
    static final int BAD_INPUT = 2;
    static final int OUR_FAULT = 3;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments, new PrintWriter(System.out, true), new PrintWriter(System.err, true)));
    }

    /** Runs one command line and gives its exit code. */
    static int run(String[] arguments, PrintWriter out, PrintWriter err) {
        CommandLine commands = new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((e, given) -> badUsage(e, err))
                .setExecutionExceptionHandler((e, command, parsed) -> failed(e, err));
        commands.getSubcommands().values().forEach(command -> command.setUsageHelpAutoWidth(true));
        return arguments.length == 0 ? usage(commands, err) : commands.execute(arguments);
    }

    private static int usage(CommandLine commands, PrintWriter err) {
        commands.usage(err);
        return BAD_INPUT;
    }

    private static int badUsage(ParameterException e, PrintWriter err) {
        String name = e.getCommandLine().getCommandSpec().qualifiedName();
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("bad usage");
        StringBuilder line = new StringBuilder("likeness: ").append(message);
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            line.append("; did you mean ")
                    .append(String.join(" or ", unmatched.getSuggestions()))
                    .append('?');
        }
        err.println(line.append("; '").append(name).append(" --help' shows what is allowed"));
        return BAD_INPUT;
    }

    private static int failed(Exception e, PrintWriter err) {
        if (e instanceof InputException) {
            err.println("likeness: " + e.getMessage());
            return BAD_INPUT;
        }
        err.println("likeness: a fault of ours, please report it with what follows: " + e);
        e.printStackTrace(err);
        return OUR_FAULT;
    }
}
