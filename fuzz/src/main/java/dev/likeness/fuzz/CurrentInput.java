package dev.likeness.fuzz;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The current input in a mapped file, which survives a process that a native library crashes. */
final class CurrentInput {
    private static final int ROOM = 1 << 16;

    private final ByteBuffer file;

    CurrentInput(Path path) throws IOException {
        try (FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            file = channel.map(FileChannel.MapMode.READ_WRITE, 0, ROOM);
        }
    }

    void set(byte[] input) {
        int length = Math.min(input.length, ROOM - Integer.BYTES);
        file.clear().putInt(length).put(input, 0, length);
    }

    static byte[] read(Path path) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(path));
        byte[] input = new byte[Math.max(0, Math.min(file.getInt(), file.remaining()))];
        file.get(input);
        return input;
    }
}
