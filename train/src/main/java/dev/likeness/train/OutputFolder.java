package dev.likeness.train;

import dev.likeness.error.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder that a model is written to, and that its run keeps its state in until then.
 *
 * @param out the model folder
 */
record OutputFolder(Path out) {
    Path checkpoint() {
        return training().resolve("checkpoint.safetensors");
    }

    private Path training() {
        return out.resolve("training");
    }

    /**
     * The state of the run that is to be resumed; empty where one begins.
     *
     * @throws InputException if the folder holds anything but the run that is to be resumed
     */
    Optional<Checkpoint> claim(boolean resume) {
        if (Files.isRegularFile(out)) {
            throw new InputException(out + ": is a file; name a folder for the model to be written to");
        }
        if (Files.exists(out.resolve("model.json"))) {
            throw new InputException(out + ": holds a model already; choose another --out, or remove it first"
                    + (resume ? " (it is finished: there is nothing to resume)" : ""));
        }
        if (!Files.exists(checkpoint())) {
            requireNothingBut(out, training());
            requireNothingBut(training(), checkpoint());
            make();
            return Optional.empty();
        }
        if (!resume) {
            throw new InputException(out + ": holds a training run that was not finished; add --resume to go on with"
                    + " it, or choose another --out");
        }
        return Optional.of(Checkpoint.read(checkpoint()));
    }

    /** Hidden files may lie about: those that an interrupted write left behind, and those of the system. */
    private static void requireNothingBut(Path folder, Path allowed) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            Optional<Path> other =
                    files.filter(file -> !file.equals(allowed) && !hidden(file)).findFirst();
            if (other.isPresent()) {
                throw new InputException(folder + ": holds other files, such as "
                        + other.get().getFileName() + "; choose an empty or new folder for --out");
            }
        } catch (IOException e) {
            throw new InputException(folder + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static boolean hidden(Path file) {
        return String.valueOf(file.getFileName()).startsWith(".");
    }

    /** A folder that cannot be written to is found out now, not after the first minute. */
    private void make() {
        try {
            Files.createDirectories(training());
            if (!Files.isWritable(training())) {
                throw new InputException(out + ": may not be written to; choose another --out");
            }
        } catch (IOException e) {
            throw new InputException(out + ": cannot be made (" + e + "); choose another --out", e);
        }
    }

    /** Removes the state of a run whose model is written: the files of ours, and their folder if that leaves it empty. */
    void removeState() {
        try {
            Files.deleteIfExists(checkpoint());
            try (Stream<Path> files = Files.list(training())) {
                for (Path file : files.filter(file ->
                                String.valueOf(file.getFileName()).matches("\\.checkpoint\\.safetensors\\.\\d+\\.part"))
                        .toList()) {
                    Files.delete(file);
                }
            }
            if (isEmpty(training())) {
                Files.delete(training());
            }
        } catch (IOException e) {
            throw new InputException(
                    training() + ": the model is written, but the state of its training could not be removed ("
                            + e.getMessage() + "); remove it",
                    e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findFirst().isEmpty();
        }
    }
}
