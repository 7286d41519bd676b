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
 * The decoder of libwebp, in native code. Its Java binding is that of webp-imageio, two classes of which are in our jar; why
 * they are called like this, and not through their ImageIO reader, is in docs/decisions/0010-webp.md.
 *
 * <p>It is loaded when the first WebP picture is decoded. Any number of threads may decode at the same time.
 */
final class LibWebp {
    private static final Logger LOG = LoggerFactory.getLogger(LibWebp.class);

    private final Method decode;
    private final long options; // the defaults, of which there is one for the whole process, never freed

    private LibWebp(Method decode, long options) {
        this.decode = decode;
        this.options = options;
    }

    /** libwebp; null where it cannot be loaded, which was logged once. */
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
                            + " by several grey levels, so that scores change; set java.io.tmpdir to a folder"
                            + " that may be written to and allows libraries",
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
            throw new IllegalStateException("it got no memory");
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
     * @param bytes of a file
     * @param chunks where the frame's chunks are in it
     * @param what names the file in error messages
     * @throws IOException if they are damaged
     * @throws InputException if the machine has too little memory
     * @throws OutOfMemoryError if Java has too little memory for the pixels
     */
    WebpPixels decode(byte[] bytes, WebpFile.Span chunks, String what) throws IOException {
        int[] answer = new int[4]; // status, width, height, whether there is alpha
        int[] argb = call(bytes, chunks, answer);
        switch (answer[0]) {
            case 0 -> {}
            case 1 ->
                throw new InputException(what + ": decoding this WebP file takes more memory than the machine has free;"
                        + " end other programs, or save it smaller");
            case 4 -> throw new IOException("it uses a feature that libwebp does not decode");
            case 5, 7 -> throw new IOException("it ends within its data");
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
            return cause.getClass().getSimpleName() + ": " + message; // the message of many is a path and nothing else
        }
        return message == null || message.isBlank()
                ? cause.getClass().getSimpleName()
                : message.lines().findFirst().orElse("").strip();
    }
}
