package dev.likeness.picture.decoding;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a PNG file (PNG 1.2, sec. 3): length, name, data, checksum. A wrong checksum is damage in a chunk that
 * the pixels need; any other chunk with a wrong checksum counts as absent. Unknown optional chunks are skipped.
 */
final class PngChunks {
    private static final int FIRST = 8;
    private static final int PALETTE = 3;
    private static final int MAX_PROFILE_BYTES = 4 << 20; // real profiles have 0.5 to 600 kB

    private final byte[] file;
    private final ByteBuffer header;
    private final List<ByteBuffer> pixels = new ArrayList<>();
    private @Nullable ByteBuffer palette;
    private @Nullable ByteBuffer transparency;
    private @Nullable ByteBuffer profile;
    private @Nullable ByteBuffer namedColours;

    /**
     * @throws IOException if the file is damaged
     * @throws UnsupportedTypeException if it is Apple's variant of PNG, which other programs do not support
     */
    PngChunks(byte[] file) throws IOException {
        this.file = file;
        if (named(FIRST, "CgBI")) {
            throw new UnsupportedTypeException("a PNG picture in Apple's format for iPhone apps (CgBI, 'xcrun pngcrush"
                    + " -revert-iphone-optimizations"
                    + " IN.png OUT.png' undoes it)");
        }
        if (file.length < FIRST + 25 || !named(FIRST, "IHDR")) {
            throw new IOException("it does not begin with its header");
        }
        this.header = ByteBuffer.wrap(file).slice(FIRST + 8, 13);
        readAll();
    }

    private boolean named(int at, String name) {
        return PictureFormat.text(file, at + 4, 4).equals(name);
    }

    private void readAll() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        int at = FIRST;
        while (true) {
            long length = at + 12 > file.length ? -1 : bytes.getInt(at) & 0xffffffffL;
            if (length < 0 || at + 12 + length > file.length) {
                throw new EOFException("a chunk extends past the end");
            }
            String name = new String(file, at + 4, 4, StandardCharsets.ISO_8859_1);
            CRC32 sum = new CRC32();
            sum.update(file, at + 4, (int) length + 4);
            boolean sound = (int) sum.getValue() == bytes.getInt(at + 8 + (int) length);
            boolean needed = (name.charAt(0) & 0x20) == 0 || name.equals("tRNS");
            if (!sound && needed) {
                throw new IOException("the checksum of its chunk " + printable(name) + " is wrong");
            }
            if (name.equals("IEND")) {
                return;
            }
            if (sound) {
                keep(name, bytes.slice(at + 8, (int) length));
            }
            at += 12 + (int) length;
        }
    }

    private static String printable(String name) {
        return name.replaceAll("[^A-Za-z]", "?");
    }

    private void keep(String name, ByteBuffer data) throws IOException {
        switch (name) {
            case "IHDR" -> {}
            case "IDAT" -> pixels.add(data);
            case "PLTE" -> palette = palette == null ? data : palette;
            case "tRNS" -> transparency = transparency == null && isInPlace(data) ? data : transparency;
            case "iCCP" -> profile = profile == null ? data : profile;
            case "cICP" -> {
                boolean inPlace = namedColours == null && palette == null && pixels.isEmpty();
                namedColours = inPlace ? data : namedColours;
            }
            default -> {
                if ((name.charAt(0) & 0x20) == 0) {
                    throw new UnsupportedTypeException("a PNG picture that needs an unknown chunk, " + printable(name));
                }
            }
        }
    }

    /** Before the pixels, and behind a palette that has as many colours; libpng ignores it elsewhere. */
    private boolean isInPlace(ByteBuffer opacities) {
        boolean indexed = colour() == PALETTE;
        int colours = palette == null ? 0 : palette.limit() / 3;
        return pixels.isEmpty() && (!indexed || opacities.limit() <= colours);
    }

    int width() {
        return header.getInt(0);
    }

    int height() {
        return header.getInt(4);
    }

    /** Bits of a sample: 1, 2, 4, 8 or 16. */
    int depth() {
        return header.get(8) & 0xff;
    }

    /** 0 grey, 2 RGB, 3 palette, 4 grey with opacity, 6 RGB with opacity. */
    int colour() {
        return header.get(9) & 0xff;
    }

    /** 0, or 1 if the pixels are interlaced in seven passes. */
    int interlace() {
        return header.get(12) & 0xff;
    }

    /** Compression method and filter method: always 0. */
    boolean hasKnownMethods() {
        return header.get(10) == 0 && header.get(11) == 0;
    }

    /** The compressed pixels, in order. */
    List<ByteBuffer> pixels() {
        return pixels;
    }

    @Nullable
    ByteBuffer palette() {
        return palette;
    }

    @Nullable
    ByteBuffer transparency() {
        return transparency;
    }

    /** The chunk that names the colours by numbers; null if it is absent or out of place. */
    @Nullable
    ByteBuffer namedColours() {
        return namedColours;
    }

    /** The colour profile of the file; null if it has none, or an invalid one. */
    byte @Nullable [] profile() {
        if (profile == null) {
            return null;
        }
        int name = 0;
        while (name < profile.limit() && profile.get(name) != 0) {
            name++;
        }
        return name + 2 > profile.limit() ? null : inflate(profile.slice(name + 2, profile.limit() - name - 2));
    }

    private static byte @Nullable [] inflate(ByteBuffer compressed) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(compressed);
            byte[] whole = new byte[1 << 12];
            int length = 0;
            while (!inflater.finished()) {
                if (length == whole.length) {
                    if (length >= MAX_PROFILE_BYTES) {
                        return null;
                    }
                    whole = java.util.Arrays.copyOf(whole, 2 * length);
                }
                int more = inflater.inflate(whole, length, whole.length - length);
                if (more == 0 && !inflater.finished()) {
                    return null;
                }
                length += more;
            }
            return java.util.Arrays.copyOf(whole, length);
        } catch (DataFormatException e) {
            return null;
        } finally {
            inflater.end();
        }
    }
}
