package dev.likeness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** One call builds at a time; others wait, and nothing that a killed call left behind stops them. */
@DisabledOnOs(OS.WINDOWS)
class LauncherLockTest {
    @TempDir
    Path temporary;

    private SmallProject project;

    @BeforeEach
    void layOut() throws IOException {
        project = SmallProject.create(temporary.toRealPath().resolve("clone"));
    }

    @AfterEach
    void close() throws IOException {
        project.folder().close();
    }

    @Test
    void callsAtTheSameTimeBuildOnce() throws Exception {
        project.write("hold", "");
        LauncherCall.Running first = project.call().start();
        first.await("a build", () -> project.builds() == 1);
        LauncherCall.Running second = project.call().start();
        second.awaitError("another call (process " + first.process().pid() + ") is building; waiting for it");
        Files.delete(project.file("hold"));

        assertThat(first.result().out())
                .isEqualTo(Result.run("train", "--print-recipe").out());
        assertThat(second.result().out())
                .isEqualTo(Result.run("train", "--print-recipe").out());
        assertThat(project.builds()).isEqualTo(1);
        unlocked();
    }

    @Test
    void theLockOfADeadProcessIsRemoved() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        lock(dead);
        assertThat(project.call().run().code()).isZero();
        assertThat(project.builds()).isEqualTo(1);
        unlocked();
    }

    @Test
    void aKilledHolderIsNotWaitedFor() throws Exception {
        Process holder = new ProcessBuilder("sleep", "600").start();
        lock(holder);
        LauncherCall.Running call = project.call().start();
        call.awaitError("(process " + holder.pid() + ") is building");
        assertThat(project.builds()).isZero();
        holder.destroyForcibly().waitFor();
        assertThat(call.result().code()).isZero();
        assertThat(project.builds()).isEqualTo(1);
    }

    @Test
    void aTerminatedCallReleasesTheLock() throws Exception {
        project.write("hold", "");
        LauncherCall.Running call = project.call().start();
        call.await("a build", () -> project.builds() == 1);
        call.process().destroy();
        Files.delete(project.file("hold"));
        assertThat(call.result().code()).isEqualTo(143);
        unlocked();
    }

    private void lock(Process holder) throws IOException {
        Files.createSymbolicLink(project.lock(), Path.of(Long.toString(holder.pid())));
    }

    private void unlocked() {
        assertThat(Files.exists(project.lock(), LinkOption.NOFOLLOW_LINKS)).isFalse();
    }
}
