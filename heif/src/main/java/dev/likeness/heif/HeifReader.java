package dev.likeness.heif;

import dev.likeness.picture.reader.DecodedPicture;
import dev.likeness.picture.reader.DecodingChecks;
import dev.likeness.picture.reader.PictureReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads one of the two formats in the container HEIF (ISO/IEC 23008-12): pictures coded by HEVC or by AV1. The brands at
 * the beginning of the file tell which.
 */
enum HeifReader implements PictureReader {
    HEIC(Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1")),
    AVIF(Set.of("avif", "avis"));

    private static final int MAX_BRANDS = 4096; // bytes

    private final Set<String> brands;

    HeifReader(Set<String> brands) {
        this.brands = brands;
    }

    @Override
    public String label() {
        return name();
    }

    @Override
    public boolean recognises(byte[] file) {
        Set<String> stated = statedBrands(file);
        // General brands stand in files of both kinds.
        return !(this == HEIC && stated.stream().anyMatch(AVIF.brands::contains))
                && stated.stream().anyMatch(brands::contains);
    }

    /** The major brand and the compatible brands of a file (ISO/IEC 14496-12, sec. 4.3); empty if it states none. */
    private static Set<String> statedBrands(byte[] file) {
        byte[] head = Arrays.copyOf(file, Math.min(file.length, MAX_BRANDS));
        Set<String> stated = new HashSet<>();
        if ("ftyp".equals(text(head, 4))) {
            stated.add(text(head, 8));
            int end = Math.min(head.length, ByteBuffer.wrap(head).getInt(0));
            for (int at = 16; at + 4 <= end; at += 4) {
                stated.add(text(head, at));
            }
        }
        return stated;
    }

    private static String text(byte[] bytes, int at) {
        return at + 4 > bytes.length ? "" : new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
    }

    @Override
    public DecodedPicture decode(byte[] file, DecodingChecks checks) throws IOException {
        HeifItems items = HeifItems.of(file);
        items.require(checks);
        checks.requireTime();
        return new HeifDecoding(LibHeifFile.loaded(label(), checks), label(), checks).picture(file, items);
    }
}
