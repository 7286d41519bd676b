package dev.likeness.heif;

import com.sun.jna.IntegerType;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import org.jspecify.annotations.Nullable;

/**
 * The functions of libheif that are used here, with the names of its header {@code heif.h} in Java's spelling:
 * {@code heif_context_alloc} is {@code contextAlloc}. They exist since version 1.12, if nothing else is said.
 */
interface LibHeif extends Library {
    /** {@code heif_compression_format}. */
    int HEVC = 1;

    int AV1 = 4;

    /** {@code heif_colorspace}. */
    int RGB = 1;

    /** {@code heif_chroma}: samples of a pixel one after the other, in one byte or in two, the high byte first. */
    int INTERLEAVED_RGB = 10;

    int INTERLEAVED_RGBA = 11;
    int INTERLEAVED_RRGGBB_BE = 12;
    int INTERLEAVED_RRGGBBAA_BE = 13;

    /** {@code heif_channel}. */
    int INTERLEAVED = 10;

    /** {@code heif_color_profile_type}: letters. */
    int NO_PROFILE = 0;

    int NCLX = 'n' << 24 | 'c' << 16 | 'l' << 8 | 'x';

    /** {@code heif_error_code}. */
    int OK = 0;

    int MEMORY_ALLOCATION_ERROR = 6;

    /** {@code heif_suberror_code}. */
    int SECURITY_LIMIT_EXCEEDED = 1000;

    /** {@code heif_error}. */
    @Structure.FieldOrder({"code", "subcode", "message"})
    class HeifError extends Structure implements Structure.ByValue {
        public int code;
        public int subcode;
        public @Nullable String message;
    }

    /** {@code size_t}. */
    class Size extends IntegerType {
        private static final long serialVersionUID = 1;

        public Size() {
            this(0);
        }

        Size(long value) {
            super(Native.SIZE_T_SIZE, value, true);
        }
    }

    String getVersion();

    /** Since 1.13: loads the plug-ins. */
    HeifError init(@Nullable Pointer parameters);

    int haveDecoderForFormat(int format);

    @Nullable
    Pointer contextAlloc();

    void contextFree(Pointer context);

    /** Since 1.19: a structure that can be changed. */
    @Nullable
    Pointer contextGetSecurityLimits(Pointer context);

    /** Since 1.13. */
    void contextSetMaxDecodingThreads(Pointer context, int threads);

    HeifError contextReadFromMemoryWithoutCopy(Pointer context, Pointer bytes, Size size, @Nullable Pointer options);

    HeifError contextGetPrimaryImageHandle(Pointer context, PointerByReference handle);

    void imageHandleRelease(Pointer handle);

    int imageHandleGetWidth(Pointer handle);

    int imageHandleGetHeight(Pointer handle);

    int imageHandleHasAlphaChannel(Pointer handle);

    int imageHandleIsPremultipliedAlpha(Pointer handle);

    int imageHandleGetLumaBitsPerPixel(Pointer handle);

    int imageHandleGetColorProfileType(Pointer handle);

    Size imageHandleGetRawColorProfileSize(Pointer handle);

    HeifError imageHandleGetRawColorProfile(Pointer handle, Pointer profile);

    HeifError imageHandleGetNclxColorProfile(Pointer handle, PointerByReference profile);

    void nclxColorProfileFree(Pointer profile);

    @Nullable
    Pointer decodingOptionsAlloc();

    void decodingOptionsFree(Pointer options);

    HeifError decodeImage(Pointer handle, PointerByReference image, int colorspace, int chroma, Pointer options);

    void imageRelease(Pointer image);

    int imageGetWidth(Pointer image, int channel);

    int imageGetHeight(Pointer image, int channel);

    int imageGetBitsPerPixelRange(Pointer image, int channel);

    @Nullable
    Pointer imageGetPlaneReadonly(Pointer image, int channel, IntByReference stride);

    int imageGetDecodingWarnings(Pointer image, int first, @Nullable Pointer warnings, int count);
}
