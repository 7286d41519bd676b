package dev.likeness.picture.decoding;

import dev.likeness.error.InputException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteOrder;
import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The native decoder of libwebp. Its Java binding consists of two classes of webp-imageio in our jar;
 * docs/decisions/0010-webp.md explains why they are called directly and not through their ImageIO reader.
 *
 * <p>It is loaded for the first WebP picture. Thread-safe.
 */
final class LibWebp {
    private static final Logger LOG = LoggerFactory.getLogger(LibWebp.class);

    private final Method decode;
    private final long options; // the default options, allocated once per process and never freed

    private LibWebp(Method decode, long options) {
        this.decode = decode;
        this.options = options;
    }

    /** libwebp; null if it cannot be loaded, which is logged once. */
    static @Nullable LibWebp loaded() {
        return Loaded.LIBRARY;
    }

    private static final class Loaded {
        static final @Nullable LibWebp LIBRARY = load();
    }

    private static @Nullable LibWebp load() {
        try {
            LibWebpFile.load();
            return bound();
        } catch (IOException | LinkageError | ReflectiveOperationException | RuntimeException e) {
            LOG.warn(
                    "libwebp cannot be loaded ({}); WebP pictures are decoded by another reader, whose pixels differ"
                            + " by several grey levels, so that scores change; set the system property"
                            + " java.io.tmpdir to a writable folder that allows loading libraries",
                    reason(e));
            return null;
        }
    }

    private static LibWebp bound() throws ReflectiveOperationException {
        String room = "com.luciad.imageio.webp.";
        Method create = Class.forName(room + "WebPDecoderOptions").getDeclaredMethod("createDecoderOptions");
        create.setAccessible(true);
        long options = (Long) create.invoke(null);
        if (options == 0) {
            throw new IllegalStateException("it could not allocate memory");
        }
        Method decode = Class.forName(room + "WebP")
                .getDeclaredMethod(
                        "decode", long.class, byte[].class, int.class, int.class, int[].class, boolean.class);
        decode.setAccessible(true);
        return new LibWebp(decode, options);
    }

    /**
     * Decodes a frame.
     *
     * @param bytes the file
     * @param chunks the range of the frame's chunks in it
     * @param what the name of the file in errors
     * @throws IOException if the frame is damaged
     * @throws InputException if the machine has too little memory
     * @throws OutOfMemoryError if Java has too little memory for the pixels
     */
    WebpPixels decode(byte[] bytes, WebpFile.Span chunks, String what) throws IOException {
        int[] answer = new int[4]; // status, width, height, has alpha
        int[] argb = call(bytes, chunks, answer);
        switch (answer[0]) {
            case 0 -> {}
            case 1 ->
                throw new InputException(what + ": decoding this WebP file takes more memory than the machine has free;"
                        + " end other programs, or save it smaller");
            case 4 -> throw new IOException("it uses a feature that libwebp does not decode");
            case 5, 7 -> throw new IOException("it is truncated");
            default -> throw new IOException("its compressed data are invalid");
        }
        if (argb == null || argb.length != (long) answer[1] * answer[2]) {
            throw new IllegalStateException("libwebp decoded no pixels of " + answer[1] + "x" + answer[2]);
        }
        return new WebpPixels(answer[1], answer[2], answer[3] != 0, argb);
    }

    private int @Nullable [] call(byte[] bytes, WebpFile.Span chunks, int[] answer) {
        boolean bigEndian = ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN;
        try {
            return (int[]) decode.invoke(null, options, bytes, chunks.from(), chunks.length(), answer, bigEndian);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String reason(Throwable e) {
        Throwable cause = e instanceof InvocationTargetException && e.getCause() != null ? e.getCause() : e;
        String message = cause.getMessage();
        if (cause instanceof FileSystemException) {
            return cause.getClass().getSimpleName() + ": " + message; // the message is often only a path
        }
        return message == null || message.isBlank()
                ? cause.getClass().getSimpleName()
                : message.lines().findFirst().orElse("").strip();
    }
}
