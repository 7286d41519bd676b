package dev.likeness.cli.text;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** A command line as it was typed, to be typed again. */
public final class CommandText {
    private CommandText() {}

    public static String of(CommandSpec spec) {
        CommandLine.ParseResult parsed = spec.root().commandLine().getParseResult();
        List<String> words = parsed == null ? List.of(spec.name()) : parsed.originalArgs();
        return "likeness "
                + words.stream()
                        .filter(word -> !word.equals("--json"))
                        .map(CommandText::quoted)
                        .collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:=,+@%-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
