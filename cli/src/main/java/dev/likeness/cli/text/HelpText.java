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
 * Help whose commands can be pasted: a command of a footer stands alone on its line, is called as this program was called,
 * and is continued with a backslash where it is wider than the terminal. What an option's description quotes of a command
 * line is not broken over lines either.
 */
public final class HelpText {
    /** In front of each command of a footer. */
    private static final String COMMAND = "    likeness ";

    private static final String CONTINUED = " ".repeat(8);
    private static final int LEAST_TEXT = 20; // columns that a hanging indent leaves for text
    private static final int HIDDEN = 0xE000; // a private area of Unicode, whose characters are like letters
    private static final Pattern PHRASE = Pattern.compile("'likeness [^']*'|--[a-z][a-z-]+ \\S+|\\S+\\.\\S+");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./-]+");

    private HelpText() {}

    /** Makes a command and its subcommands print help in this way. */
    public static void install(CommandLine command) {
        var sections = command.getHelpSectionMap();
        sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, help -> shifted(help.optionList(), -HIDDEN));
        sections.put(UsageMessageSpec.SECTION_KEY_FOOTER, HelpText::footer);
        command.setHelpSectionMap(sections);
        command.setHelpFactory(UnbrokenHelp::new);
        command.setUsageHelpAutoWidth(true);
        command.getSubcommands().values().forEach(HelpText::install);
    }

    /** Help whose options have descriptions with phrases in one piece. */
    private static final class UnbrokenHelp extends Help {
        UnbrokenHelp(CommandSpec spec, ColorScheme scheme) {
            super(spec, scheme);
        }

        @Override
        public IOptionRenderer createDefaultOptionRenderer() {
            IOptionRenderer usual = super.createDefaultOptionRenderer();
            return (option, labels, scheme) -> unbroken(usual.render(option, labels, scheme), scheme);
        }

        /** The same cells; the last of each row is the description. */
        private static Text[][] unbroken(Text[][] rows, ColorScheme scheme) {
            for (Text[] row : rows) {
                int last = row.length - 1;
                row[last] = scheme.text(
                        PHRASE.matcher(row[last].toString()).replaceAll(found -> shifted(found.group(), HIDDEN)));
            }
            return rows;
        }
    }

    /** Punctuation moved by an offset: at {@link #HIDDEN} no line is broken at it. */
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

    /** How this program was called, where the shell would take it as it is. */
    private static String called() {
        String name = System.getProperty("likeness.command", "");
        return PLAIN.matcher(name).matches() ? name : "likeness";
    }

    /** A command, continued with a backslash in front of an option where it is too wide. */
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

    /** An option with its value is one part, as is what stands in front of the options, where that is not too wide. */
    private static List<String> parts(String command, int width) {
        List<String> parts = new ArrayList<>();
        for (String part : command.split(" (?=--)")) {
            parts.addAll(part.length() > width - 2 ? List.of(part.split("(?<=\\S) ")) : List.of(part));
        }
        return parts;
    }

    /** Text, wrapped under its own beginning; that of a row with a word in front, under the text of the row. */
    static List<String> wrapped(String text, int width) {
        int indent = text.length() - text.stripLeading().length();
        int gap = text.indexOf("  ", indent);
        int hanging = gap < 0
                ? indent
                : text.length() - text.substring(gap).stripLeading().length();
        if (width - hanging < LEAST_TEXT) {
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
