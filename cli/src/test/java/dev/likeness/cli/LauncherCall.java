package dev.likeness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * A call of the launcher in a separate process. Unless a test says otherwise it has the environment of this test without
 * the settings of Likeness, runs the Java of this test, and builds nothing.
 */
final class LauncherCall {
    static final Path JAVA = Path.of(System.getProperty("java.home"));

    private static final int GUARD = 10; // minutes; only a hang takes as long, also on a slow machine

    private final List<String> call = new ArrayList<>();
    private final Map<String, String> environment = new TreeMap<>(System.getenv());
    private String words = "exec \"$@\"";
    private Path directory = Path.of("");

    LauncherCall(Path launcher, List<String> arguments) {
        call.add(launcher.toString());
        call.addAll(arguments);
        environment
                .keySet()
                .removeIf(name -> name.startsWith("LIKENESS_") || name.startsWith("ORT_") || name.equals("CI"));
        with("LIKENESS_BUILD", "never").java(JAVA);
    }

    LauncherCall with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    LauncherCall without(String name) {
        environment.remove(name);
        return this;
    }

    LauncherCall java(Path home) {
        return with("JAVA_HOME", home.toString());
    }

    /** Lets the launcher build what is missing or out of date, and make a class archive. */
    LauncherCall building() {
        return without("LIKENESS_BUILD");
    }

    /** Leaves only the PATH, the Java and the setting of the build in the environment, as cron would. */
    LauncherCall bare() {
        environment.keySet().retainAll(List.of("PATH", "JAVA_HOME", "LIKENESS_BUILD"));
        return this;
    }

    /** Makes the call within a line of the shell, in which {@code "$@"} is the call and {@code "$1"} the launcher. */
    LauncherCall shell(String line) {
        words = line;
        return this;
    }

    LauncherCall in(Path folder) {
        directory = folder;
        return this;
    }

    Result run() throws Exception {
        return start().result();
    }

    Running start() throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", words, "sh"));
        command.addAll(call);
        Path out = Files.createTempFile("launcher-out", ".txt");
        Path err = Files.createTempFile("launcher-err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toAbsolutePath().toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return new Running(process, out, err);
    }

    /** A call that was started. */
    record Running(Process process, Path out, Path err) {
        /** Waits for the end of the call. */
        Result result() throws Exception {
            boolean ended = process.waitFor(GUARD, TimeUnit.MINUTES);
            process.destroyForcibly();
            assertThat(ended).as("the call ends").isTrue();
            Result result = new Result(process.exitValue(), text(out), text(err));
            Files.delete(out);
            Files.delete(err);
            return result;
        }

        /** Waits until the call has written some words to standard error. */
        void awaitError(String part) throws Exception {
            await(part, () -> text(err).contains(part));
        }

        /** Waits for a condition that the call fulfils before it ends. */
        void await(String what, Callable<Boolean> condition) throws Exception {
            LauncherCall.await(what, () -> condition.call() || !process.isAlive());
            assertThat(condition.call()).as("%s; errors: %s", what, text(err)).isTrue();
        }

        private static String text(Path file) throws IOException {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        }
    }

    static void await(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(GUARD);
        while (!condition.call()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.sleep(50);
        }
    }
}
