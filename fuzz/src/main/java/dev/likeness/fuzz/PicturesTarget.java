package dev.likeness.fuzz;

import dev.likeness.error.InputException;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureLimits;
import dev.likeness.picture.decoding.PictureDecoder;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;

/** Pictures of every format, limited to 4,096 pixels and two seconds, because larger limits only take longer. */
final class PicturesTarget implements Target {
    private static final PictureLimits LIMITS = new PictureLimits(1 << 12, 4096, 1 << 20, Duration.ofSeconds(2));
    private static final int MAX_LENGTH = 4096;
    private static final int REDUCED_SIDE = 2; // small, so that small pictures are reduced
    private static final int GRACE_MILLIS = 20_000; // a thread ends within milliseconds on an idle machine

    @Override
    public String name() {
        return "pictures";
    }

    @Override
    public void read(byte[] input) {
        read(input, LIMITS);
    }

    static void read(byte[] input, PictureLimits limits) {
        try {
            Picture picture = Picture.read(input, "input", limits);
            if ((long) picture.width() * picture.height() > limits.pixels()
                    || Math.max(picture.width(), picture.height()) > limits.side()) {
                throw new Finding("a picture of " + picture.width() + "x" + picture.height() + " beyond the limits");
            }
            if (picture.isGrey() && picture.toImage().getWidth() != picture.width()) {
                throw new Finding("its image has another size");
            }
        } catch (InputException e) {
            if (e.getCause() instanceof TimeoutException) {
                requireEnd();
            } else {
                requireRefused(input, limits);
            }
            throw e;
        }
        requireRead(input, limits);
    }

    /** What is read in full must be read at a reduced size. */
    private static void requireRead(byte[] input, PictureLimits limits) {
        try {
            PictureDecoder.decodeAtLeast(input, REDUCED_SIDE, "input", limits);
        } catch (InputException e) {
            if (!(e.getCause() instanceof TimeoutException)) {
                throw new Finding("a picture that is read in full is refused at a reduced size: " + e.getMessage());
            }
        }
    }

    /** What is refused in full must be refused at a reduced size. */
    private static void requireRefused(byte[] input, PictureLimits limits) {
        try {
            PictureDecoder.decodeAtLeast(input, REDUCED_SIDE, "input", limits);
        } catch (InputException e) {
            return;
        }
        throw new Finding("a picture that is refused in full is read at a reduced size");
    }

    /** After a timeout the reader must end soon; otherwise it would occupy a processor forever. */
    private static void requireEnd() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("likeness-picture")) {
                try {
                    thread.join(GRACE_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                if (thread.isAlive()) {
                    Finding finding = new Finding("a reader does not end after its timeout");
                    finding.setStackTrace(thread.getStackTrace());
                    throw finding;
                }
            }
        }
    }

    @Override
    public int longest() {
        return MAX_LENGTH;
    }

    @Override
    public List<String> watched() {
        return List.of("com.twelvemonkeys.**", "com.sun.imageio.plugins.**");
    }

    @Override
    public List<String> words() {
        return List.of(
                "IHDR",
                "PLTE",
                "tRNS",
                "IDAT",
                "IEND",
                "iCCP",
                "eXIf",
                "gAMA",
                "cHRM",
                "VP8 ",
                "VP8L",
                "VP8X",
                "ALPH",
                "ANIM",
                "ANMF",
                "EXIF",
                "ICCP",
                "Exif\0\0",
                "ICC_PROFILE\0",
                "Adobe",
                "JFIF\0",
                "GIF89a",
                "NETSCAPE2.0",
                "II*\0",
                "MM\0*",
                "BM",
                "P7\n",
                "WIDTH ",
                "MAXVAL ",
                "TUPLTYPE RGB_ALPHA",
                "ENDHDR");
    }

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (String format : List.of("png", "jpg", "gif", "bmp", "tif")) {
            seeds.add(drawn(format));
        }
        seeds.addAll(entries("formats.zip", name -> !name.endsWith(".rgb")));
        seeds.addAll(entries("webp.zip", name -> name.endsWith(".webp") && !name.startsWith("lossy")));
        return seeds;
    }

    private static List<byte[]> entries(String archive, Predicate<String> wanted) {
        List<byte[]> entries = new ArrayList<>();
        try (InputStream resource = Objects.requireNonNull(PicturesTarget.class.getResourceAsStream(archive));
                ZipInputStream zip = new ZipInputStream(resource)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] bytes = zip.readAllBytes();
                if (wanted.test(entry.getName()) && bytes.length <= MAX_LENGTH) {
                    entries.add(bytes);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }

    /** A picture of 8x8 pixels. */
    static byte[] drawn(String format) {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.ORANGE);
        graphics.fillOval(1, 2, 5, 4);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalStateException("no writer for " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Picture.read(new ByteArrayInputStream(bytes.toByteArray()));
        return bytes.toByteArray();
    }
}
