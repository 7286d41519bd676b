package dev.likeness.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * A command in a document.
 *
 * @param document the file, or the help, that contains it
 * @param line the line where it begins
 * @param text the command, on one line
 * @param shown the output that the document shows after it; empty if none
 */
record DocumentedCommand(String document, int line, String text, List<String> shown) {
    DocumentedCommand {
        shown = List.copyOf(shown);
    }

    /** Whether it calls this program, with or without a path before the name. */
    boolean isOurs() {
        return text.matches("(?:.* )?(?:\\./)?likeness(?: .*)?") && !text.startsWith("scripts/");
    }

    /**
     * The arguments after the program's name, as a shell splits them: up to {@code >} or {@code &&}, without quotes.
     */
    List<String> words() {
        String rest = text.substring(text.indexOf("likeness") + "likeness".length());
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        boolean begun = false;
        for (char c : (rest + " ").toCharArray()) {
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                begun = true;
            } else if (c == ' ') {
                if (begun || word.length() > 0) {
                    words.add(word.toString());
                }
                word.setLength(0);
                begun = false;
            } else {
                word.append(c);
            }
        }
        int end = words.size();
        for (String sign : List.of(">", "&&")) {
            end = words.contains(sign) ? Math.min(end, words.indexOf(sign)) : end;
        }
        return words.subList(0, end);
    }

    /** The word after a sign or an option, such as {@code >} or {@code --out}; empty if there is none. */
    String after(String sign) {
        String found = "";
        String[] words = text.split(" ");
        for (int i = 0; i + 1 < words.length; i++) {
            found = words[i].equals(sign) ? words[i + 1] : found;
        }
        return found;
    }
}
