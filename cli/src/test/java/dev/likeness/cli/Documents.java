package dev.likeness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * Finds the commands of the documents.
 *
 * <p>In Markdown: every line of a code block, fenced or indented, that begins with {@code $} or calls this program, and
 * every code span that calls it. In help: every line that calls it. A line that ends with a backslash continues in the
 * next line, as does a line of a console block with an open quote.
 */
final class Documents {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final String CALL = "(?:\\./)?likeness .*";
    private static final Pattern SPAN = Pattern.compile("`((?:[^`]* )?(?:\\./)?likeness [^`]*)`");

    private Documents() {}

    /** The Markdown files with commands, relative to the clone. */
    static List<String> markdown() throws IOException {
        List<String> files = new ArrayList<>(List.of("README.md", "CONTRIBUTING.md", "examples/README.md"));
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            docs.map(file -> ROOT.relativize(file).toString())
                    .filter(name -> name.endsWith(".md"))
                    .sorted()
                    .forEach(files::add);
        }
        return files;
    }

    static List<DocumentedCommand> ofMarkdown(String file) throws IOException {
        return ofMarkdown(file, Files.readAllLines(ROOT.resolve(file)));
    }

    static List<DocumentedCommand> ofMarkdown(String file, List<String> lines) {
        List<DocumentedCommand> found = new ArrayList<>();
        StringBuilder prose = new StringBuilder();
        int proseAt = 1;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean fence = line.startsWith("```");
            boolean indented = line.startsWith("    ") && line.strip().matches("(?:\\$ )?" + CALL);
            if (!fence && !indented && !line.isBlank()) {
                prose.append(line).append(' ');
                continue;
            }
            spans(file, proseAt, prose, found);
            if (fence) {
                int end = i + 1;
                while (end < lines.size() && !lines.get(end).startsWith("```")) {
                    end++;
                }
                block(file, i + 1, lines.subList(i + 1, Math.min(end, lines.size())), found);
                i = end;
            } else if (indented) {
                found.add(new DocumentedCommand(file, i + 1, line.strip().replaceFirst("^\\$ ", ""), List.of()));
            }
            proseAt = i + 2;
        }
        spans(file, proseAt, prose, found);
        return found;
    }

    private static void spans(String file, int line, StringBuilder prose, List<DocumentedCommand> found) {
        Matcher span = SPAN.matcher(prose);
        while (span.find()) {
            found.add(new DocumentedCommand(file, line, span.group(1), List.of()));
        }
        prose.setLength(0);
    }

    private static void block(String file, int first, List<String> lines, List<DocumentedCommand> found) {
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).startsWith("$ ") && !lines.get(i).matches(CALL)) {
                continue;
            }
            int at = first + i + 1;
            StringBuilder command = new StringBuilder(lines.get(i).replaceFirst("^\\$ ", ""));
            while (i + 1 < lines.size() && goesOn(command)) {
                i++;
                String next = lines.get(i).strip();
                if (command.charAt(command.length() - 1) == '\\') {
                    command.setLength(command.length() - 1);
                    command.append(next);
                } else {
                    command.append('\n').append(next);
                }
            }
            List<String> shown = new ArrayList<>();
            while (i + 1 < lines.size()
                    && !lines.get(i + 1).startsWith("$ ")
                    && !lines.get(i + 1).matches(CALL)) {
                i++;
                shown.add(lines.get(i));
            }
            found.add(new DocumentedCommand(file, at, command.toString(), shown));
        }
    }

    private static boolean goesOn(CharSequence command) {
        String text = command.toString();
        return text.endsWith("\\") || text.chars().filter(c -> c == '\'').count() % 2 == 1;
    }

    /** The commands that print help: the program, its commands, and their subcommands. */
    static List<List<String>> helps() {
        List<List<String>> all = new ArrayList<>();
        collect(commandLine(), List.of(), all);
        return all;
    }

    private static void collect(CommandLine command, List<String> words, List<List<String>> all) {
        all.add(words);
        command.getSubcommands().forEach((name, sub) -> {
            if (!name.equals("help")) {
                List<String> longer = new ArrayList<>(words);
                longer.add(name);
                collect(sub, longer, all);
            }
        });
    }

    static CommandLine commandLine() {
        PrintWriter nobody = new PrintWriter(Writer.nullWriter());
        return Main.commandLine(new String[] {"--help"}, nobody, nobody);
    }

    /** The help of a command on a terminal of this width. */
    static List<String> help(List<String> words, int width) {
        CommandLine command = commandLine();
        for (String word : words) {
            command = Objects.requireNonNull(command.getSubcommands().get(word), word);
        }
        command.setUsageHelpAutoWidth(false).setUsageHelpWidth(width);
        return command.getUsageMessage(CommandLine.Help.Ansi.OFF).lines().toList();
    }

    static List<DocumentedCommand> ofHelp(List<String> words, int width) {
        List<String> block = help(words, width).stream()
                .map(line -> line.replaceFirst("^ {4}(?=likeness )", ""))
                .toList();
        List<DocumentedCommand> found = new ArrayList<>();
        block(
                String.join(
                                " ",
                                Stream.concat(Stream.of("likeness"), words.stream())
                                        .toList()) + " --help",
                0,
                block,
                found);
        return found.stream()
                .map(command -> new DocumentedCommand(command.document(), command.line(), command.text(), List.of()))
                .toList();
    }
}
