package dev.likeness.cli.text;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Standard output, where an answer that does not arrive is noticed: {@link System#out} would swallow a full disk or a
 * reader that is gone, and the exit code would say that all is well. Not for several threads at once.
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

    /** Why not all could be written; null where it was. */
    @Nullable
    public String fault() {
        return fault;
    }
}
