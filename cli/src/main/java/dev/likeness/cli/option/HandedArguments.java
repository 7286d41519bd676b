package dev.likeness.cli.option;

import dev.likeness.error.InputException;
import dev.likeness.files.FileFault;
import dev.likeness.files.UserPath;
import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Arguments that the launcher passes through a file descriptor, byte for byte: long ones, and those that are not ASCII.
 * The first line is their number, a space and a separator; the rest is the arguments with separators between them, and a
 * line end.
 */
public final class HandedArguments {
    private static final String PLACE = "likeness.arguments";

    private HandedArguments() {}

    /**
     * The arguments of this process, from wherever they are passed.
     *
     * @param given those of its command line
     * @throws InputException if what was passed cannot be read
     */
    public static String[] of(String[] given) {
        String place = System.getProperty(PLACE);
        if (place == null) {
            return given;
        }
        try (InputStream in = new BufferedInputStream(new FileInputStream(place))) { // JDK 17 would seek in a pipe
            return split(in.readAllBytes());
        } catch (IOException e) {
            throw new InputException(
                    "the arguments cannot be read from " + place + " (" + FileFault.reason(e, Path.of(place))
                            + "); start the command again",
                    e);
        }
    }

    static String[] split(byte[] handed) {
        int at = 0;
        int count = 0;
        while (handed[at] != ' ') {
            count = 10 * count + handed[at++] - '0';
        }
        byte separator = handed[at + 1];
        int begin = at + 3;
        List<String> arguments = new ArrayList<>();
        for (int end = begin; arguments.size() < count; end++) {
            boolean last = end == handed.length - 1; // the line end that the shell adds
            if (last || handed[end] == separator) {
                arguments.add(UserPath.decode(Arrays.copyOfRange(handed, begin, end)));
                begin = end + 1;
            }
        }
        return arguments.toArray(String[]::new);
    }
}
