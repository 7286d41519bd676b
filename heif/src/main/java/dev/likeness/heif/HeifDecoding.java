package dev.likeness.heif;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import dev.likeness.error.InputException;
import dev.likeness.heif.LibHeif.HeifError;
import dev.likeness.heif.LibHeif.Size;
import dev.likeness.picture.reader.DecodedPicture;
import dev.likeness.picture.reader.DecodingChecks;
import dev.likeness.picture.reader.NamedColours;
import dev.likeness.picture.reader.SampleLayout.Opacity;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one file with libheif, which turns and mirrors the picture by the properties {@code irot} and {@code imir}. The
 * orientation in EXIF data repeats them and is ignored (ISO/IEC 23008-12, annex A.2.4).
 *
 * <p>libheif does not check the time while it decodes. Its work is linear in the pixels and bytes, which are limited. The
 * caller continues at the deadline, and the thread ends soon after.
 */
final class HeifDecoding {
    private static final int OFFSET_OF_MAX_PIXELS = 8; // in heif_security_limits

    private static final byte[] SRGB = {};

    private final LibHeif library;
    private final String label;
    private final DecodingChecks checks;

    HeifDecoding(LibHeif library, String label, DecodingChecks checks) {
        this.library = library;
        this.label = label;
        this.checks = checks;
    }

    /** What must be freed in the end, the last first. */
    static final class Held implements AutoCloseable {
        private final Deque<Runnable> frees = new ArrayDeque<>();

        void add(Runnable free) {
            frees.push(free);
        }

        @Override
        public void close() {
            while (!frees.isEmpty()) {
                frees.pop().run();
            }
        }
    }

    /**
     * Decodes the primary picture.
     *
     * @throws IOException if it is damaged
     * @throws InputException if it cannot be decoded here
     */
    DecodedPicture picture(byte[] file, HeifItems items) throws IOException {
        requireDecoder(items.isAv1());
        Held held = new Held();
        try {
            return picture(file, held);
        } catch (IOException | RuntimeException | Error e) {
            held.close();
            throw e;
        }
    }

    private void requireDecoder(boolean av1) {
        if (library.haveDecoderForFormat(av1 ? LibHeif.AV1 : LibHeif.HEVC) == 0) {
            throw new InputException(checks.name() + ": the libheif " + library.getVersion()
                    + " of this system has no decoder for " + label + "; install one (Debian and Ubuntu: "
                    + (av1 ? "libheif-plugin-dav1d" : "libheif-plugin-libde265")
                    + "; Homebrew: libheif), or save the picture as JPEG or PNG");
        }
    }

    private DecodedPicture picture(byte[] file, Held held) throws IOException {
        Memory bytes = new Memory(file.length);
        held.add(bytes::close);
        bytes.write(0, file, 0, file.length);
        Pointer context = present(library.contextAlloc());
        held.add(() -> library.contextFree(context));
        limit(context);
        require(library.contextReadFromMemoryWithoutCopy(context, bytes, new Size(file.length), null));

        PointerByReference found = new PointerByReference();
        require(library.contextGetPrimaryImageHandle(context, found));
        Pointer handle = present(found.getValue());
        held.add(() -> library.imageHandleRelease(handle));
        checks.requireSize(library.imageHandleGetWidth(handle), library.imageHandleGetHeight(handle));
        checks.requireTime();

        boolean alpha = library.imageHandleHasAlphaChannel(handle) != 0;
        byte[] profile = profile(handle);
        Pointer image = image(handle, alpha, held);
        Opacity opacity = !alpha
                ? Opacity.NONE
                : library.imageHandleIsPremultipliedAlpha(handle) != 0 ? Opacity.PREMULTIPLIED : Opacity.STRAIGHT;
        return new HeifPicture(library, image, opacity, profile, held);
    }

    private void limit(Pointer context) {
        try {
            Pointer limits = library.contextGetSecurityLimits(context);
            if (limits != null) {
                limits.setLong(OFFSET_OF_MAX_PIXELS, 2 * checks.maxPixels()); // coded pictures are filled up
            }
        } catch (UnsatisfiedLinkError e) {
            // libheif before 1.19 has no such limits; those of HeifItems hold in any case
        }
        try {
            // In this thread, whose processor time is limited.
            library.contextSetMaxDecodingThreads(context, 0);
        } catch (UnsatisfiedLinkError e) {
            // libheif before 1.13
        }
    }

    private Pointer image(Pointer handle, boolean alpha, Held held) throws IOException {
        int chroma;
        if (library.imageHandleGetLumaBitsPerPixel(handle) > 8) {
            chroma = alpha ? LibHeif.INTERLEAVED_RRGGBBAA_BE : LibHeif.INTERLEAVED_RRGGBB_BE;
        } else {
            chroma = alpha ? LibHeif.INTERLEAVED_RGBA : LibHeif.INTERLEAVED_RGB;
        }
        PointerByReference decoded = new PointerByReference();
        Pointer options = present(library.decodingOptionsAlloc());
        try {
            set(options);
            require(library.decodeImage(handle, decoded, LibHeif.RGB, chroma, options));
        } finally {
            library.decodingOptionsFree(options);
        }
        Pointer image = present(decoded.getValue());
        held.add(() -> library.imageRelease(image));
        if (library.imageGetDecodingWarnings(image, 0, null, 0) > 0) {
            throw new IOException("its coded data have errors");
        }
        return image;
    }

    /** Sets fields of {@code heif_decoding_options}, by their places in C, as far as this version has them. */
    private static void set(Pointer options) {
        int version = options.getByte(0);
        int p = Native.POINTER_SIZE;
        if (version >= 3) {
            options.setByte(5L * p + 1, (byte) 1); // strict_decoding: errors rather than wrong pixels
        }
        if (version >= 5) { // color_conversion_options
            // The same chroma filter in all versions: the nearest sample, the only one of those before 1.16.
            options.setInt(7L * p + 8, 1); // preferred_chroma_upsampling_algorithm
            options.setByte(7L * p + 12, (byte) 1); // only_use_preferred_chroma_algorithm
        }
    }

    /** The ICC profile of a picture, or one for the colours that it names by numbers; empty for sRGB. */
    private byte[] profile(Pointer handle) {
        int type = library.imageHandleGetColorProfileType(handle);
        if (type == LibHeif.NO_PROFILE) {
            return SRGB;
        }
        if (type != LibHeif.NCLX) {
            long size = library.imageHandleGetRawColorProfileSize(handle).longValue();
            if (size <= 0 || size > Integer.MAX_VALUE / 2) {
                return SRGB;
            }
            try (Memory profile = new Memory(size)) {
                HeifError error = library.imageHandleGetRawColorProfile(handle, profile);
                return error.code == LibHeif.OK ? profile.getByteArray(0, (int) size) : SRGB;
            }
        }
        PointerByReference found = new PointerByReference();
        HeifError error = library.imageHandleGetNclxColorProfile(handle, found);
        Pointer nclx = found.getValue();
        if (error.code != LibHeif.OK || nclx == null) {
            return SRGB;
        }
        try {
            return NamedColours.profile(nclx.getInt(4), nclx.getInt(8));
        } finally {
            library.nclxColorProfileFree(nclx);
        }
    }

    private static Pointer present(@Nullable Pointer pointer) {
        if (pointer == null) {
            throw new IllegalStateException("libheif returned nothing");
        }
        return pointer;
    }

    private void require(HeifError error) throws IOException {
        if (error.code == LibHeif.OK) {
            return;
        }
        String message = error.message == null ? "error " + error.code : error.message;
        if (error.code == LibHeif.MEMORY_ALLOCATION_ERROR && error.subcode != LibHeif.SECURITY_LIMIT_EXCEEDED) {
            throw new InputException(checks.name() + ": decoding this " + label
                    + " file takes more memory than the machine has free; end other programs, or save it smaller");
        }
        throw new IOException(message);
    }
}
