package dev.likeness.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An earlier version of Likeness, which compares all pictures pair by pair. It is built in a work tree of git. */
final class OldVersion {
    static final String COMMIT = "147f89b";

    private OldVersion() {}

    /** Its launcher. The first call makes the work tree and builds it. */
    static Path launcher(Path root, Path target) throws IOException, InterruptedException {
        Path tree = target.resolve("old");
        Path launcher = tree.resolve("likeness");
        if (!Files.exists(launcher)) {
            run(root, "git", "worktree", "prune");
            run(root, "git", "worktree", "add", "--detach", tree.toString(), COMMIT);
        }
        run(tree, launcher.toString(), "--version");
        return launcher;
    }

    private static void run(Path folder, String... command) throws IOException, InterruptedException {
        Sample.of(new Side("old", List.of(command), Map.of(), folder, 1));
    }
}
