package dev.likeness.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.IOptionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Formats help so that commands can be pasted. A command in a footer has its own line, starts with the name that this
 * program was called by, and continues after a backslash if it is wider than the terminal. Commands and options in
 * descriptions are not split across lines.
 */
public final class HelpText {
    /** The prefix of each command of a footer. */
    private static final String COMMAND = "    likeness ";

    private static final String CONTINUED = " ".repeat(8);
    private static final int MIN_TEXT_COLUMNS = 20; // minimum number of columns for text after a hanging indent
    private static final int HIDDEN = 0xE000; // a private area of Unicode, whose characters are treated as letters
    private static final Pattern PHRASE = Pattern.compile("'likeness [^']*'|--[a-z][a-z-]+ \\S+|\\S+\\.\\S+");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./-]+");

    private HelpText() {}

    /** Installs this format of help in a command and its subcommands. */
    public static void install(CommandLine command) {
        var sections = command.getHelpSectionMap();
        sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, help -> shifted(help.optionList(), -HIDDEN));
        sections.put(UsageMessageSpec.SECTION_KEY_FOOTER, HelpText::footer);
        command.setHelpSectionMap(sections);
        command.setHelpFactory(UnbrokenHelp::new);
        command.setUsageHelpAutoWidth(true);
        command.getSubcommands().values().forEach(HelpText::install);
    }

    /** Help that does not split phrases in descriptions. */
    private static final class UnbrokenHelp extends Help {
        UnbrokenHelp(CommandSpec spec, ColorScheme scheme) {
            super(spec, scheme);
        }

        @Override
        public IOptionRenderer createDefaultOptionRenderer() {
            IOptionRenderer usual = super.createDefaultOptionRenderer();
            return (option, labels, scheme) -> unbroken(usual.render(option, labels, scheme), scheme);
        }

        /** The same cells with unsplit phrases; the last cell of each row is the description. */
        private static Text[][] unbroken(Text[][] rows, ColorScheme scheme) {
            for (Text[] row : rows) {
                int last = row.length - 1;
                row[last] = scheme.text(
                        PHRASE.matcher(row[last].toString()).replaceAll(found -> shifted(found.group(), HIDDEN)));
            }
            return rows;
        }
    }

    /** Moves punctuation by an offset: no line is split at characters at {@link #HIDDEN}. */
    private static String shifted(String text, int offset) {
        StringBuilder shifted = new StringBuilder(text.length());
        text.chars()
                .mapToObj(c -> (char) (Character.isLetterOrDigit(c) || c < -offset ? c : c + offset))
                .forEach(shifted::append);
        return shifted.toString();
    }

    private static String footer(Help help) {
        UsageMessageSpec usage = help.commandSpec().usageMessage();
        StringBuilder text = new StringBuilder();
        for (String line : usage.footer()) {
            String plain = line.replace("%%", "%");
            List<String> lines = plain.startsWith(COMMAND)
                    ? command(COMMAND.replace("likeness", called()) + plain.substring(COMMAND.length()), usage.width())
                    : wrapped(plain, usage.width());
            lines.forEach(one -> text.append(one).append(System.lineSeparator()));
        }
        return text.toString();
    }

    /** The name that this program was called by, if it needs no quoting in a shell. */
    private static String called() {
        String name = System.getProperty("likeness.command", "");
        return PLAIN.matcher(name).matches() ? name : "likeness";
    }

    /** A command, split with a backslash before an option if it is too wide. */
    static List<String> command(String command, int width) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String part : parts(command, width)) {
            String longer = line.isEmpty() ? part : line + " " + part;
            if (!line.isEmpty() && longer.length() > width - 2) {
                lines.add(line + " \\");
                longer = CONTINUED + part;
            }
            line = longer;
        }
        lines.add(line);
        return lines;
    }

    /**
     * The parts of a command: an option with its value, or the arguments before the options, unless they are too wide.
     */
    private static List<String> parts(String command, int width) {
        List<String> parts = new ArrayList<>();
        for (String part : command.split(" (?=--)")) {
            parts.addAll(part.length() > width - 2 ? List.of(part.split("(?<=\\S) ")) : List.of(part));
        }
        return parts;
    }

    /**
     * Text, wrapped with the indent of its beginning; in a row with a term first, with the indent of the text after it.
     */
    static List<String> wrapped(String text, int width) {
        int indent = text.length() - text.stripLeading().length();
        int gap = text.indexOf("  ", indent);
        int hanging = gap < 0
                ? indent
                : text.length() - text.substring(gap).stripLeading().length();
        if (width - hanging < MIN_TEXT_COLUMNS) {
            hanging = indent;
        }
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > width && rest.lastIndexOf(' ', width) > hanging) {
            int at = rest.lastIndexOf(' ', width);
            lines.add(rest.substring(0, at));
            rest = " ".repeat(hanging) + rest.substring(at + 1);
        }
        lines.add(rest);
        return lines;
    }
}
