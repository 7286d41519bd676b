package dev.likeness.cli.option;

import dev.likeness.error.InputException;
import dev.likeness.files.BoundedRead;
import dev.likeness.files.FileFault;
import dev.likeness.files.UserPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Arguments that are stored in files: {@code @FILE} stands for what the file contains. A line that is the name of an existing
 * file is one argument, so that lists of files need no quotes. Any other line is split into words; quotes around a word allow
 * spaces in it, and {@code #} begins a comment. {@code @@} begins an argument that itself begins with {@code @}. picocli's own
 * reader takes each apostrophe for a quote and each {@code #} for a comment, also inside of names.
 */
public final class ArgumentFiles {
    private static final String BYTE_ORDER_MARK = "\ufeff";

    /** Room for a million names; a device can have no end. */
    private static final int MOST_BYTES = 1 << 26;

    private ArgumentFiles() {}

    /** The argument files among the arguments of a command line. */
    public static List<Path> in(String[] arguments) {
        List<Path> files = new ArrayList<>();
        for (String argument : arguments) {
            if (isFile(argument)) {
                files.add(UserPath.of(argument.substring(1), "the argument file"));
            }
        }
        return files;
    }

    private static boolean isFile(String argument) {
        return argument.length() > 1 && argument.startsWith("@") && !argument.startsWith("@@");
    }

    /**
     * The arguments with the contents of each argument file in its place, also of those that a file names. What names no file
     * stays as it is.
     *
     * @throws InputException if an argument file cannot be read, or contains itself
     */
    public static String[] expanded(String[] arguments) {
        List<String> all = new ArrayList<>();
        for (String argument : arguments) {
            addExpanded(argument, List.of(), all);
        }
        return all.toArray(String[]::new);
    }

    /** @param open the argument files that this argument is in */
    private static void addExpanded(String argument, List<Path> open, List<String> all) {
        if (argument.startsWith("@@")) {
            all.add(argument.substring(1));
            return;
        }
        Path file = isFile(argument) ? UserPath.of(argument.substring(1), "the argument file") : null;
        if (file == null || !Files.exists(file)) {
            all.add(argument);
            return;
        }
        if (open.contains(file)) {
            throw unreadable(file, "it contains itself");
        }
        List<Path> opened = new ArrayList<>(open);
        opened.add(file);
        text(file).lines().forEach(line -> add(line, opened, all));
    }

    private static String text(Path file) {
        if (Files.isDirectory(file)) {
            throw unreadable(file, "it is a folder");
        }
        try (InputStream in = Files.newInputStream(file)) {
            String text = UserPath.decode(BoundedRead.all(in, MOST_BYTES, () -> unreadable(file, "it is too long")));
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (IOException e) {
            throw unreadable(file, FileFault.reason(e, file));
        }
    }

    private static InputException unreadable(Path file, String reason) {
        return new InputException(UserPath.text(file) + ": the argument file cannot be read, " + reason
                + "; give a text file with one argument in each line");
    }

    private static void add(String line, List<Path> open, List<String> all) {
        if (isExisting(line)) {
            all.add(line);
            return;
        }
        int at = 0;
        while (true) {
            while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
                at++;
            }
            if (at == line.length() || line.charAt(at) == '#') {
                return;
            }
            int quoted = quotedEnd(line, at);
            int end = quoted;
            while (end < line.length() && quoted == at && !Character.isWhitespace(line.charAt(end))) {
                end++;
            }
            if (quoted == at) {
                addExpanded(line.substring(at, end), open, all);
            } else {
                all.add(line.substring(at + 1, end - 1));
            }
            at = end;
        }
    }

    private static boolean isExisting(String line) {
        try {
            return !line.isBlank() && Files.exists(UserPath.of(line, "the argument"));
        } catch (InputException | InvalidPathException e) {
            return false;
        }
    }

    /** The end of a word that begins with a quote, behind its other quote; the word's beginning if it has no quotes. */
    private static int quotedEnd(String line, int at) {
        char quote = line.charAt(at);
        if (quote != '"' && quote != '\'') {
            return at;
        }
        int other = line.indexOf(quote, at + 1);
        boolean ends = other > at && (other + 1 == line.length() || Character.isWhitespace(line.charAt(other + 1)));
        return ends ? other + 1 : at;
    }
}
