package dev.likeness.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.likeness.error.InputException;
import dev.likeness.error.Remedy;
import dev.likeness.files.AtomicFiles;
import dev.likeness.files.FileFault;
import dev.likeness.files.FolderLock;
import dev.likeness.files.Leftovers;
import dev.likeness.study.outcome.ContenderOutcome.Timing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of a study.
 *
 * <pre>
 * plan.json                        what all runs depend on
 * runs/NAME/seed-1/model           the model, or the checkpoint of its training
 * runs/NAME/seed-1/result.json     its scores, once it is finished
 * runs/NAME/timing.json            its times
 * study.json, study.csv, report.html
 * </pre>
 *
 * Every file is written under a temporary name and then moved, so an existing file is complete. A lock admits one
 * process at a time.
 */
final class StudyFolder implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path root;
    private final FolderLock lock;

    private StudyFolder(Path root, FolderLock lock) {
        this.root = root;
        this.lock = lock;
    }

    /**
     * Opens a folder for one study, new or to be continued.
     *
     * @param plan what all its runs depend on
     * @throws InputException if it contains something else, a study with another plan, or another process uses it
     */
    static StudyFolder open(Path root, JsonNode plan) {
        Path file = root.resolve("plan.json");
        requireOurs(root, file);
        if (Files.exists(file)) {
            requireSame(root, read(file, JsonNode.class), plan);
        }
        FolderLock lock = FolderLock.of(root, "study");
        try {
            Leftovers.remove(root);
            if (!Files.exists(file)) {
                AtomicFiles.write(file, bytes(plan));
            }
            return new StudyFolder(root, lock);
        } catch (InputException e) {
            lock.close();
            throw e;
        }
    }

    private static void requireOurs(Path root, Path plan) {
        if (Files.isRegularFile(root)) {
            throw new InputException(
                    root + ": is a file; a study needs a folder", new Remedy(Remedy.Action.CHOOSE_OUTPUT));
        }
        if (!Files.isDirectory(root) || Files.exists(plan)) {
            return;
        }
        try (Stream<Path> files = Files.list(root)) {
            Optional<Path> other = files.filter(
                            file -> !String.valueOf(file.getFileName()).startsWith("."))
                    .findFirst();
            if (other.isPresent()) {
                throw new InputException(
                        root + ": contains other files, such as " + other.get().getFileName() + ", but no study",
                        new Remedy(Remedy.Action.CHOOSE_EMPTY_OUTPUT));
            }
        } catch (IOException e) {
            throw new InputException(root + ": cannot be read (" + FileFault.reason(e, root) + ")", e);
        }
    }

    private static void requireSame(Path root, JsonNode before, JsonNode now) {
        for (Iterator<String> fields = now.fieldNames(); fields.hasNext(); ) {
            String field = fields.next();
            if (!before.path(field).toString().equals(now.get(field).toString())) {
                throw new InputException(
                        root + ": the study in it has " + field.replace('_', ' ') + " " + before.path(field)
                                + ", but this one has " + now.get(field),
                        new Remedy(Remedy.Action.CONTINUE_STUDY_UNCHANGED));
            }
        }
    }

    Path file(String name) {
        return root.resolve(name);
    }

    /** The folder of one run's model. */
    Path model(Contender contender, long seed) {
        return run(contender, seed).resolve("model");
    }

    private Path run(Contender contender, long seed) {
        return contender(contender).resolve(contender.runFolder(seed));
    }

    private Path contender(Contender contender) {
        return root.resolve("runs").resolve(contender.name().replaceAll("[^A-Za-z0-9.+=-]", "_"));
    }

    /** The result of a run; empty if it is not finished. */
    Optional<RunResult> result(Contender contender, long seed) {
        Path file = run(contender, seed).resolve("result.json");
        return Files.exists(file) ? Optional.of(read(file, RunResult.class)) : Optional.empty();
    }

    void write(Contender contender, long seed, RunResult result) {
        AtomicFiles.write(run(contender, seed).resolve("result.json"), bytes(JSON.valueToTree(result)));
    }

    /** The times of a contender; empty if they are not measured. */
    Optional<Timing> timing(Contender contender) {
        Path file = contender(contender).resolve("timing.json");
        return Files.exists(file) ? Optional.of(read(file, Timing.class)) : Optional.empty();
    }

    void write(Contender contender, Timing timing) {
        AtomicFiles.writeQuickly(contender(contender).resolve("timing.json"), bytes(JSON.valueToTree(timing)));
    }

    private static byte[] bytes(JsonNode tree) {
        try {
            return JSON.writeValueAsBytes(tree);
        } catch (IOException e) {
            throw new IllegalStateException("a tree of plain values can always be written", e);
        }
    }

    private static <T> T read(Path file, Class<T> kind) {
        try {
            return JSON.readValue(Files.readAllBytes(file), kind);
        } catch (IOException e) {
            throw new InputException(
                    file + ": cannot be read ("
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("") + "); delete it, and"
                            + " its content is computed again",
                    e);
        }
    }

    @Override
    public void close() {
        lock.close();
    }
}
