package dev.likeness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.cli.option.RemedyText;
import dev.likeness.error.InputException;
import dev.likeness.error.Remedy;
import dev.likeness.error.Remedy.Action;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

class RemedyTextTest {
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]+");
    private static final Pattern COMMAND = Pattern.compile("'likeness ((?:[a-z]+(?:-[a-z]+)* ?)+)");

    private static CommandLine commandLine() {
        PrintWriter nobody = new PrintWriter(Writer.nullWriter());
        return Main.commandLine(new String[] {"help"}, nobody, nobody);
    }

    private static Set<String> options(CommandLine command) {
        Set<String> names = new HashSet<>(command.getCommandSpec().optionsMap().keySet());
        command.getSubcommands().values().forEach(sub -> names.addAll(options(sub)));
        return names;
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void everyRemedyHasWords(Action action) {
        Object[] arguments = Collections.nCopies(action.arguments(), "x").toArray();
        assertThat(RemedyText.of(new Remedy(action, arguments))).isNotBlank().doesNotContain("%s");
        assertThat(RemedyText.format(action).split("%s", -1)).hasSize(action.arguments() + 1);
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void theWordsNameOptionsAndCommandsThatExist(Action action) {
        String words = RemedyText.format(action);
        Set<String> named =
                OPTION.matcher(words).results().map(MatchResult::group).collect(Collectors.toSet());
        assertThat(options(commandLine())).containsAll(named);
        COMMAND.matcher(words).results().forEach(found -> {
            Map<String, CommandLine> known = commandLine().getSubcommands();
            for (String word : found.group(1).strip().split(" ")) {
                assertThat(known).as(words).containsKey(word);
                known = known.getOrDefault(word, commandLine()).getSubcommands();
            }
        });
    }

    @Test
    void aMessageEndsWithTheWordsOfTheCommandLine() {
        InputException cause = new InputException("x: is too large", new Remedy(Action.RAISE_PICTURE_SIZE));
        assertThat(RemedyText.message(cause))
                .isEqualTo("x: is too large; save it smaller, or raise LIKENESS_PICTURE_MEGAPIXELS or"
                        + " LIKENESS_PICTURE_SIDE");
        assertThat(RemedyText.message(new InputException("4 of 9: " + cause.getMessage(), cause)))
                .isEqualTo("4 of 9: " + RemedyText.message(cause));
        assertThat(RemedyText.message(new InputException(
                        "4 of 9: " + cause.getMessage(), new Remedy(Action.ALLOW_UNREADABLE), cause)))
                .isEqualTo("4 of 9: " + RemedyText.message(cause) + "; " + RemedyText.format(Action.ALLOW_UNREADABLE));
        assertThat(RemedyText.message(new InputException("all is said"))).isEqualTo("all is said");
    }
}
