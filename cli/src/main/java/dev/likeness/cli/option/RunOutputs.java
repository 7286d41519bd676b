package dev.likeness.cli.option;

import dev.likeness.error.InputException;
import dev.likeness.files.FileFault;
import dev.likeness.files.RunInputs;
import dev.likeness.files.UserPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files and folders that one run writes: none is another, or lies in another. */
final class RunOutputs {
    private final List<Output> outputs = new ArrayList<>();

    /**
     * @param what the name in errors
     * @param real behind all links
     */
    private record Output(String what, Path path, Path real) {
        @Override
        public String toString() {
            return what + " " + UserPath.text(path);
        }
    }

    /**
     * Adds an output.
     *
     * @throws InputException if an earlier one is the same file, contains it, or lies in it
     */
    void add(String what, Path path) {
        try {
            Output added = new Output(what, path, RunInputs.place(path));
            for (Output other : outputs) {
                require(added, other);
            }
            outputs.add(added);
        } catch (IOException e) {
            throw new InputException(
                    what + " " + UserPath.text(path) + ": cannot be compared with the other outputs ("
                            + FileFault.reason(e, path) + "); choose another place",
                    e);
        }
    }

    private static void require(Output a, Output b) throws IOException {
        if (a.real.equals(b.real) || Files.exists(a.path) && Files.exists(b.path) && Files.isSameFile(a.path, b.path)) {
            throw new InputException(b + " and " + a + " are the same file; nothing was written; choose two files");
        }
        if (a.real.startsWith(b.real) || b.real.startsWith(a.real)) {
            boolean aInside = a.real.startsWith(b.real);
            throw new InputException((aInside ? a : b) + " lies in another output (" + (aInside ? b : a)
                    + "); nothing was written; choose another place");
        }
    }
}
