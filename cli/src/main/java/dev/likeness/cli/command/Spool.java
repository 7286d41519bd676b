package dev.likeness.cli.command;

import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Text that is kept until all of it is known: a few megabytes in memory, more in a temporary file. For one thread. */
final class Spool implements AutoCloseable {
    private static final int IN_MEMORY = 8 << 20;

    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private final Writer writer = new BufferedWriter(new OutputStreamWriter(new Target(), StandardCharsets.UTF_8));
    private @Nullable Path file;
    private @Nullable OutputStream disk;

    private final class Target extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            if (disk == null && memory.size() + count > IN_MEMORY) {
                file = Files.createTempFile("likeness-", ".answers");
                disk = Files.newOutputStream(file);
                memory.writeTo(disk);
                memory.reset();
            }
            (disk == null ? memory : disk).write(bytes, from, count);
        }
    }

    Writer writer() {
        return writer;
    }

    /** All that was written, in UTF-8. */
    InputStream read() throws IOException {
        writer.flush();
        return file == null ? new ByteArrayInputStream(memory.toByteArray()) : Files.newInputStream(file);
    }

    void copyTo(PrintWriter print) throws IOException {
        try (Reader reader = new InputStreamReader(read(), StandardCharsets.UTF_8)) {
            reader.transferTo(print);
        }
    }

    @Override
    public void close() throws IOException {
        if (disk != null) {
            disk.close();
        }
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }
}
