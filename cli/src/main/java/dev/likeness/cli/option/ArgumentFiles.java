package dev.likeness.cli.option;

import dev.likeness.error.ControlCharacters;
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

    private final List<String> words = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();
    private final List<String> absent = new ArrayList<>();

    private ArgumentFiles() {}

    /**
     * Replaces each argument file by its contents, also those that a file names. What names no file stays as it is, because
     * names and patterns may begin with {@code @} too.
     *
     * @throws InputException if an argument file cannot be read, or contains itself
     */
    public static ArgumentFiles read(String[] arguments) {
        ArgumentFiles read = new ArgumentFiles();
        for (String argument : arguments) {
            read.addExpanded(argument, List.of());
        }
        return read;
    }

    /** All arguments. */
    public String[] words() {
        return words.toArray(String[]::new);
    }

    /** The files that were read, also those that a file names. */
    public List<Path> files() {
        return List.copyOf(files);
    }

    /**
     * Refuses what names an argument file that does not exist.
     *
     * @param operands of the command, which are pictures and folders, or arguments that it does not have
     * @throws InputException if one of them is such a name
     */
    public void requireNoneAbsent(List<String> operands) {
        for (String operand : operands) {
            if (absent.contains(operand) && !isExisting(operand)) {
                throw new InputException(ControlCharacters.shown(operand) + ": there is no such argument file "
                        + ControlCharacters.shown(operand.substring(1)) + "; check its path, or write @"
                        + ControlCharacters.shown(operand) + " for a name that begins with @");
            }
        }
    }

    private static boolean isFile(String argument) {
        return argument.length() > 1 && argument.startsWith("@") && !argument.startsWith("@@");
    }

    /** @param open the argument files that this argument is in */
    private void addExpanded(String argument, List<Path> open) {
        if (argument.startsWith("@@")) {
            words.add(argument.substring(1));
            return;
        }
        Path file = isFile(argument) ? UserPath.of(argument.substring(1), "the argument file") : null;
        if (file == null || !Files.exists(file)) {
            words.add(argument);
            if (file != null) {
                absent.add(argument);
            }
            return;
        }
        if (open.contains(file)) {
            throw unreadable(file, "it contains itself");
        }
        List<Path> opened = new ArrayList<>(open);
        opened.add(file);
        files.add(file);
        text(file).lines().forEach(line -> add(line, opened));
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

    private void add(String line, List<Path> open) {
        if (isExisting(line)) {
            words.add(line);
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
                addExpanded(line.substring(at, end), open);
            } else {
                words.add(line.substring(at + 1, end - 1));
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
