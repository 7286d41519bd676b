package dev.likeness.cli.text;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Standard output with error detection. {@link System#out} ignores a full disk or a closed pipe, and the exit code
 * would report success. Not thread-safe.
 */
public final class StandardOutput extends OutputStream {
    private final OutputStream out = new FileOutputStream(FileDescriptor.out);
    private @Nullable String fault;

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        if (fault != null) {
            return;
        }
        try {
            out.write(bytes, from, count);
        } catch (IOException e) {
            fault = e.getMessage() == null ? e.toString() : e.getMessage();
        }
    }

    /** The first write error; null if there was none. */
    @Nullable
    public String fault() {
        return fault;
    }
}
