package dev.likeness.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
    @TempDir
    Path folder;

    private Process holder() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.getInputStream().read())
                .as("the other process holds the lock")
                .isEqualTo('h');
        return process;
    }

    private void assertBusy() {
        assertThatThrownBy(() -> FolderLock.of(folder, "training run").close())
                .isInstanceOf(InputException.class)
                .hasMessage(folder + ": another process is at work on this training run; wait for it, end it, or choose"
                        + " another folder");
    }

    @Test
    void oneLockPerProcessAtATime() {
        try (FolderLock lock = FolderLock.of(folder, "training run")) {
            assertThat(lock).isNotNull();
            assertBusy();
        }
        FolderLock.of(folder, "training run").close();
    }

    @Test
    void anotherProcessHoldsTheLockUntilItIsKilled() throws IOException, InterruptedException {
        Process process = holder();
        try {
            assertBusy();
        } finally {
            process.destroyForcibly(); // like kill -9
            process.waitFor();
        }
        FolderLock.of(folder, "training run").close();
    }

    @Test
    void leftoversOfKilledProcessesAreRemovedAndThoseOfRunningOnesKept() throws IOException, InterruptedException {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        long ours = ProcessHandle.current().pid();
        Path file = Files.writeString(folder.resolve(".a.json." + dead.pid() + ".part"), "half");
        Path tree = Files.createDirectories(folder.resolve(".out." + dead.pid() + ".part/deep"));
        Path living = Files.writeString(folder.resolve(".a.json." + ours + ".part"), "half");
        Path others = Files.writeString(folder.resolve(".theirs.part"), "kept");

        Leftovers.remove(folder);

        assertThat(file).doesNotExist();
        assertThat(tree.getParent()).doesNotExist();
        assertThat(living).exists();
        assertThat(others).exists();
        Leftovers.remove(folder.resolve("absent"));
    }

    @Test
    void aNewFolderRemovesTheLeftoversOfAKilledProcess() throws IOException, InterruptedException {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path left = Files.createDirectories(folder.resolve(".out." + dead.pid() + ".part"));
        Path other = Files.createDirectories(folder.resolve(".other." + dead.pid() + ".part"));
        try (NewFolder made = NewFolder.at(folder.resolve("out"))) {
            made.moveIntoPlace();
        }
        assertThat(left).doesNotExist();
        assertThat(other).exists();
    }

    /** Holds a lock until the process is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            try (FolderLock lock = FolderLock.of(Path.of(arguments[0]), "training run")) {
                System.out.println("has " + lock);
                System.in.transferTo(OutputStream.nullOutputStream()); // until the test ends
            }
        }
    }
}
