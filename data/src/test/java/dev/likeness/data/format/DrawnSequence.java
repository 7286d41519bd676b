package dev.likeness.data.format;

import dev.likeness.geometry.Homography;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/** Exact images of one drawn plane: a smooth texture is evaluated at the mapped points, without resampling. */
public final class DrawnSequence {
    static final int WIDTH = 220;
    static final int HEIGHT = 180;

    /** From the first image to the second: rotation, scaling, translation and tilt. */
    static final double[] TO_SECOND = {1.05, -0.15, 12, 0.12, 0.98, -6, 0.0004, 0.0002, 1};

    private static final double[] BACK = inverse(TO_SECOND);

    private final double[][] waves = new double[40][];

    public DrawnSequence(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < waves.length; i++) {
            waves[i] =
                    new double[] {0.35 * random.nextGaussian(), 0.35 * random.nextGaussian(), 7 * random.nextDouble()};
        }
    }

    public Picture first() {
        return seen(Homography.of(1, 0, 0, 0, 1, 0, 0, 0, 1));
    }

    Picture second() {
        return seen(Homography.of(BACK));
    }

    private Picture seen(Homography toPlane) {
        byte[] rgb = new byte[3 * WIDTH * HEIGHT];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                byte value = (byte) Math.round(texture(toPlane.x(x, y), toPlane.y(x, y)));
                for (int channel = 0; channel < 3; channel++) {
                    rgb[3 * (y * WIDTH + x) + channel] = value;
                }
            }
        }
        return new Picture(WIDTH, HEIGHT, rgb);
    }

    private double texture(double x, double y) {
        double sum = 0;
        for (double[] wave : waves) {
            sum += Math.sin(wave[0] * x + wave[1] * y + wave[2]);
        }
        return 128 + 90 * Math.tanh(sum / 6);
    }

    /** Writes both images and the homography in Oxford's layout. */
    void writeOxford(Path folder) throws IOException {
        write(folder, "img1.png", "img2.png", "H1to2p");
    }

    /** Writes them in the layout of HPatches. */
    void writeHPatches(Path folder) throws IOException {
        write(folder, "1.png", "2.png", "H_1_2");
    }

    private void write(Path folder, String one, String two, String homography) throws IOException {
        Files.createDirectories(folder);
        PictureFile.write(first(), folder.resolve(one));
        PictureFile.write(second(), folder.resolve(two));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 9; i++) {
            text.append(String.format(Locale.ROOT, "%.10f%s", TO_SECOND[i], i % 3 == 2 ? "\n" : " "));
        }
        Files.writeString(folder.resolve(homography), text);
    }

    private static double[] inverse(double[] m) {
        return new double[] {
            m[4] * m[8] - m[5] * m[7], m[2] * m[7] - m[1] * m[8], m[1] * m[5] - m[2] * m[4],
            m[5] * m[6] - m[3] * m[8], m[0] * m[8] - m[2] * m[6], m[2] * m[3] - m[0] * m[5],
            m[3] * m[7] - m[4] * m[6], m[1] * m[6] - m[0] * m[7], m[0] * m[4] - m[1] * m[3]
        };
    }
}
