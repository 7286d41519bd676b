package dev.likeness.fuzz;

import dev.likeness.error.InputException;
import dev.likeness.picture.PictureLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * HEIC and AVIF pictures: the layout in Java, and libheif with its decoders in native code. A crash of native code is a
 * finding too. Where libheif is not installed, valid files are refused, so that only the layout is tried.
 */
final class HeifTarget implements Target {
    private static final int MAX_LENGTH = 16_384;
    private static final PictureLimits LIMITS = new PictureLimits(1 << 14, 4096, 1 << 20, Duration.ofSeconds(2));
    private static final List<String> NAMES = List.of(
            "colour.heic",
            "alpha.heic",
            "grey.heic",
            "grid.heic",
            "profile.heic",
            "turned.heic",
            "mirrored.heic",
            "ten.heic",
            "pq.heic",
            "colour.avif",
            "alpha.avif",
            "grey.avif",
            "profile.avif",
            "turned.avif",
            "twelve.avif");

    @Override
    public String name() {
        return "heif";
    }

    /** Whether libheif is installed. */
    boolean isComplete() {
        try {
            read(seed(NAMES.get(0)));
            return true;
        } catch (InputException e) {
            return false;
        }
    }

    @Override
    public void read(byte[] input) {
        PicturesTarget.read(input, LIMITS);
    }

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        NAMES.forEach(name -> seeds.add(seed(name)));
        return seeds;
    }

    private static byte[] seed(String name) {
        try (InputStream resource =
                Objects.requireNonNull(HeifTarget.class.getResourceAsStream("heif/" + name), name)) {
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int longest() {
        return MAX_LENGTH;
    }

    @Override
    public List<String> words() {
        return List.of(
                "ftyp", "meta", "hdlr", "pict", "pitm", "iinf", "infe", "iref", "dimg", "auxl", "cdsc", "thmb", "iprp",
                "ipco", "ipma", "ispe", "hvcC", "av1C", "colr", "nclx", "prof", "pixi", "irot", "imir", "clap", "auxC",
                "iloc", "idat", "mdat", "hvc1", "av01", "grid", "iovl", "iden", "Exif", "mime", "heic", "mif1", "avif");
    }
}
