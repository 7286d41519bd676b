package dev.likeness.gallery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.likeness.error.InputException;
import dev.likeness.files.AtomicFiles;
import dev.likeness.files.FileFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.zip.CRC32C;

/**
 * The marks of a gallery, one line for each: a CRC-32C in hexadecimal, a space, and a JSON object. Lines are only appended, each
 * is on the disk before {@link #append} returns, and the index's lock is not needed. A line that a crash cut off is ignored,
 * and removed by the next append. A line whose {@code same} is null withdraws the mark before it. Several processes may append.
 */
final class MarkLog {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CHECKSUM_DIGITS = 8;

    private final Path file;

    /**
     * A line of the log.
     *
     * @param withdrawn whether the mark of these contents no longer counts
     */
    private record Line(Mark mark, boolean withdrawn) {}

    MarkLog(Path file) {
        this.file = file;
    }

    /**
     * Appends marks, and waits until they are on the disk.
     *
     * @throws InputException if they cannot be written; earlier marks are kept
     */
    void append(List<Mark> marks) {
        append(marks, false);
    }

    /**
     * Appends that marks no longer count, and waits until this is on the disk.
     *
     * @throws InputException if it cannot be written; earlier marks are kept
     */
    void withdraw(List<Mark> marks) {
        append(marks, true);
    }

    private void append(List<Mark> marks, boolean withdrawn) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        marks.forEach(mark -> lines.writeBytes(line(new Line(mark, withdrawn))));
        locked(() -> {
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                long end = wholeLines(channel);
                channel.truncate(end);
                try {
                    write(channel, lines.toByteArray());
                } catch (IOException e) {
                    channel.truncate(end); // all or none of these marks
                    throw e;
                }
            }
        });
    }

    private static void write(FileChannel channel, byte[] lines) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(lines);
        channel.position(channel.size());
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        channel.force(true);
    }

    /** The end of the last whole line. */
    private static long wholeLines(FileChannel channel) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        for (long end = channel.size(); end > 0; end--) {
            one.clear();
            channel.read(one, end - 1);
            if (one.get(0) == '\n') {
                return end;
            }
        }
        return 0;
    }

    /** All marks that were made, also those that were withdrawn later, in their order. Damaged lines are left out. */
    List<Mark> all() {
        return lines().stream().filter(line -> !line.withdrawn).map(Line::mark).toList();
    }

    /** The numbers of the lines that are damaged, from 1. A last line without its end is not one of them: a crash cut it off. */
    List<Integer> damagedLines() {
        List<Integer> damaged = new ArrayList<>();
        read(damaged);
        return damaged;
    }

    private List<Line> lines() {
        return read(new ArrayList<>());
    }

    private List<Line> read(List<Integer> damaged) {
        List<Line> lines = new ArrayList<>();
        if (Files.notExists(file)) {
            return lines;
        }
        try {
            String text =
                    new String(Files.readAllBytes(file), StandardCharsets.UTF_8); // damage spoils only its own line
            int from = 0;
            int number = 1;
            for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from), number++) {
                Optional<Line> line = parsed(text.substring(from, end));
                line.ifPresent(lines::add);
                if (line.isEmpty()) {
                    damaged.add(number);
                }
                from = end + 1;
            }
        } catch (IOException e) {
            throw new InputException(file + ": the marks cannot be read (" + FileFault.reason(e, file) + ")", e);
        }
        return lines;
    }

    /** The last mark of each pair of contents, unless it was withdrawn. */
    Map<MarkedPair, Mark> latest() {
        Map<MarkedPair, Mark> latest = new LinkedHashMap<>();
        for (Line line : lines()) {
            if (line.withdrawn) {
                latest.remove(line.mark.pair());
            } else {
                latest.put(line.mark.pair(), line.mark);
            }
        }
        return latest;
    }

    /** Rewrites the log without some marks; nothing of them stays in it. */
    void removeIf(Predicate<Mark> unwanted) {
        if (Files.notExists(file)) {
            return;
        }
        locked(() -> {
            ByteArrayOutputStream kept = new ByteArrayOutputStream();
            lines().stream().filter(line -> !unwanted.test(line.mark)).forEach(line -> kept.writeBytes(line(line)));
            AtomicFiles.write(file, kept.toByteArray());
        });
    }

    private interface Change {
        void make() throws IOException;
    }

    /** The lock is on a file beside the log, because the log itself can be replaced. */
    private void locked(Change change) {
        Path lock = file.resolveSibling("marks.lock");
        synchronized (MarkLog.class) { // a process can lock a file only once
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var held = channel.lock()) {
                if (held.isValid()) {
                    change.make();
                }
            } catch (IOException e) {
                throw new InputException(
                        file + ": the mark cannot be written (" + FileFault.reason(e, file)
                                + "); earlier marks are kept; check the free space and the permissions",
                        e);
            }
        }
    }

    private static byte[] line(Line line) {
        Mark mark = line.mark;
        ObjectNode json = JSON.createObjectNode();
        json.put("a", mark.a());
        json.put("b", mark.b());
        if (line.withdrawn) {
            json.putNull("same");
        } else {
            json.put("same", mark.same());
        }
        json.put("content_a", mark.contentOfA());
        json.put("content_b", mark.contentOfB());
        String text = json.toString();
        return (checksum(text) + " " + text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<Line> parsed(String line) {
        if (line.length() <= CHECKSUM_DIGITS
                || !line.substring(0, CHECKSUM_DIGITS).equals(checksum(line.substring(CHECKSUM_DIGITS + 1)))) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(line.substring(CHECKSUM_DIGITS + 1));
            Mark mark = new Mark(
                    json.path("a").asText(),
                    json.path("b").asText(),
                    json.path("same").asBoolean(),
                    json.path("content_a").asText(),
                    json.path("content_b").asText());
            return Optional.of(new Line(mark, json.path("same").isNull()));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String checksum(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format(java.util.Locale.ROOT, "%08x", crc.getValue());
    }
}
