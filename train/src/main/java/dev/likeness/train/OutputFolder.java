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
 * The model folder of a run. Until the model is written, the run keeps its state in it.
 *
 * @param out the model folder
 */
record OutputFolder(Path out) {
    Path checkpoint() {
        return training().resolve("checkpoint.safetensors");
    }

    /** The command of the run. */
    Path record() {
        return training().resolve("run.json");
    }

    private Path training() {
        return out.resolve("training");
    }

    /**
     * Locks the folder against other processes, and removes incomplete files of a killed process.
     *
     * @throws InputException if another process holds the lock, or the folder holds anything but the run to resume
     */
    FolderLock lock(boolean resume) {
        hasRunToResume(resume); // before anything is written into a folder that may not be ours
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
     * The checkpoint of the run to resume; empty if the run starts from its first step.
     *
     * @throws InputException if the folder holds anything but the run to resume
     */
    Optional<Checkpoint> claim(boolean resume) {
        return hasRunToResume(resume) ? Optional.of(Checkpoint.read(checkpoint())) : Optional.empty();
    }

    /** Whether the model is written. A run that was killed after that still has to remove its state. */
    boolean isWritten() {
        return Files.exists(out.resolve("model.json"));
    }

    /** Whether there is a run to resume. */
    private boolean hasRunToResume(boolean resume) {
        if (Files.isRegularFile(out)) {
            throw new InputException(out + ": is a file; name a folder for the model");
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
            throw new InputException(out + ": holds an unfinished training run", new Remedy(Remedy.Action.RESUME_RUN));
        }
        return true;
    }

    /** Hidden files are allowed: files of an interrupted write, and files of the operating system. */
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

    /** Removes the state of a run whose model is written: its own files, and their folder if it is then empty. */
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
                            + e.getMessage() + "); remove this folder",
                    e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findFirst().isEmpty();
        }
    }
}
