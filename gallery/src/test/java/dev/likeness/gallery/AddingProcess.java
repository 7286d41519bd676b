package dev.likeness.gallery;

import dev.likeness.Likeness;
import dev.likeness.gallery.index.PictureIndex;
import dev.likeness.models.Models;
import dev.likeness.progress.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another process that changes a gallery, and can be killed. It prints a line for each report of its progress. */
final class AddingProcess implements AutoCloseable {
    private static final String ENDED = "ended";

    private final Process process;
    private final BufferedReader output;
    private long reported;

    private AddingProcess(String task, Path gallery, Path pictures) throws IOException {
        ProcessBuilder start = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        AddingProcess.class.getName(),
                        task,
                        gallery.toString(),
                        pictures.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        // Not on the command line: ONNX Runtime crashes if that is long.
        start.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        process = start.start();
        output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Adds a folder, with a commit every few milliseconds. */
    static AddingProcess adding(Path gallery, Path pictures) throws IOException {
        return new AddingProcess("add", gallery, pictures);
    }

    /** Encodes a gallery again with the model {@code characters}. */
    static AddingProcess encodingAgain(Path gallery) throws IOException {
        return new AddingProcess("encode", gallery, gallery);
    }

    /** Begins to add a folder, and stops at the first report, with the lock, until it is killed. */
    static AddingProcess waiting(Path gallery, Path pictures) throws IOException {
        AddingProcess process = new AddingProcess("wait", gallery, pictures);
        process.nextReport();
        return process;
    }

    /** The next report of the number of pictures that are done; -1 if the process has ended. */
    long nextReport() throws IOException {
        String line = output.readLine();
        if (line == null || line.equals(ENDED)) {
            return -1;
        }
        reported = Long.parseLong(line);
        return reported;
    }

    /** Kills it after a time; the last number that it reported, 0 if none, -1 if it ended before. */
    long kill(long milliseconds) throws IOException, InterruptedException {
        boolean ended = process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
        process.toHandle().destroyForcibly(); // SIGKILL; its output stays readable
        process.waitFor();
        List<String> lines = new ArrayList<>(output.lines().toList());
        if (ended || lines.contains(ENDED)) {
            return -1;
        }
        return lines.isEmpty() ? reported : Long.parseLong(lines.get(lines.size() - 1));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** The process: a task, a gallery, and a folder of pictures. */
    public static void main(String[] words) throws InterruptedException {
        Path folder = Path.of(words[1]);
        Progress progress = (done, total, what) -> {
            System.out.println(done);
            if (words[0].equals("wait")) {
                waitForTheEnd();
            }
        };
        if (words[0].equals("encode")) {
            Gallery.encodeAgain(folder, Models.bundled("characters"), progress);
        } else {
            Gallery.open(folder, Models.bundled("photos")).close();
            GalleryFolder.Generation generation = new GalleryFolder(folder).current();
            try (Likeness likeness = Likeness.open(generation.model());
                    PictureIndex index = PictureIndex.at(generation.index())) {
                new IndexAdding(index, likeness.measure(), progress, Duration.ofMillis(5))
                        .add(List.of(Path.of(words[2])));
            }
        }
        System.out.println(ENDED);
    }

    private static void waitForTheEnd() {
        try {
            Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
