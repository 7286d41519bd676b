package dev.likeness.train;

import dev.likeness.error.InputException;
import dev.likeness.error.Remedy;
import dev.likeness.files.FileFault;
import dev.likeness.files.FolderLock;
import dev.likeness.files.Leftovers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
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

    /** How the run was asked for. */
    Path record() {
        return training().resolve("run.json");
    }

    private Path training() {
        return out.resolve("training");
    }

    /**
     * Keeps other processes out until it is closed, and removes what one that was killed left half written.
     *
     * @throws InputException if another process is at work here, or the folder holds anything but the run that is to be
     *     resumed
     */
    FolderLock lock(boolean resume) {
        look(resume); // before anything is made in a folder of others
        FolderLock lock = FolderLock.of(training(), "training run");
        try {
            Leftovers.remove(out);
            Leftovers.remove(training());
            return lock;
        } catch (InputException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * The state of the run that is to be resumed; empty where one begins.
     *
     * @throws InputException if the folder holds anything but the run that is to be resumed
     */
    Optional<Checkpoint> claim(boolean resume) {
        return look(resume) ? Optional.of(Checkpoint.read(checkpoint())) : Optional.empty();
    }

    /** Whether the model is there; asked under the lock, by a run that was killed before it had removed its state. */
    boolean isWritten() {
        return Files.exists(out.resolve("model.json"));
    }

    /** Whether there is a run to be resumed. */
    private boolean look(boolean resume) {
        if (Files.isRegularFile(out)) {
            throw new InputException(out + ": is a file; name a folder for the model to be written to");
        }
        if (isWritten()) {
            if (resume && Files.isDirectory(training())) {
                return false;
            }
            throw new InputException(
                    out + ": holds a model already" + (resume ? " (it is finished: there is nothing to resume)" : ""),
                    new Remedy(Remedy.Action.CHOOSE_OR_REMOVE_OUTPUT));
        }
        if (!Files.exists(checkpoint())) {
            requireNothingBut(out, Set.of(training()));
            requireNothingBut(training(), Set.of(checkpoint(), record()));
            return false;
        }
        if (!resume) {
            throw new InputException(
                    out + ": holds a training run that was not finished", new Remedy(Remedy.Action.RESUME_RUN));
        }
        return true;
    }

    /** Hidden files may lie about: those that an interrupted write left behind, and those of the system. */
    private static void requireNothingBut(Path folder, Set<Path> allowed) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            Optional<Path> other = files.filter(file -> !allowed.contains(file) && !hidden(file))
                    .findFirst();
            if (other.isPresent()) {
                throw new InputException(
                        folder + ": holds other files, such as " + other.get().getFileName(),
                        new Remedy(Remedy.Action.CHOOSE_EMPTY_OUTPUT));
            }
        } catch (IOException e) {
            throw new InputException(folder + ": cannot be read (" + FileFault.reason(e, folder) + ")", e);
        }
    }

    private static boolean hidden(Path file) {
        return String.valueOf(file.getFileName()).startsWith(".");
    }

    /** Removes the state of a run whose model is written: the files of ours, and their folder if that leaves it empty. */
    void removeState() {
        try {
            Files.deleteIfExists(checkpoint());
            Files.deleteIfExists(record());
            Leftovers.remove(training());
            Files.deleteIfExists(training().resolve(".lock"));
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
