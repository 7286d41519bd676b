package dev.likeness.spark;

import dev.likeness.gallery.Orientation;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureFile;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Pictures of discs and rectangles in many colours, each seed another one, some with copies, and a file that is none. */
final class DrawnCollection {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 120;

    private DrawnCollection() {}

    static Picture drawn(int seed) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        Random random = new Random(seed);
        for (int i = 0; i < 70; i++) {
            pen.setColor(new Color(random.nextInt(1 << 24)));
            int width = 8 + random.nextInt(50 - i / 2);
            int height = 8 + random.nextInt(50 - i / 2);
            int x = random.nextInt(WIDTH) - width / 2;
            int y = random.nextInt(HEIGHT) - height / 2;
            if (random.nextBoolean()) {
                pen.fillOval(x, y, width, height);
            } else {
                pen.fillRect(x, y, width, height);
            }
        }
        pen.dispose();
        return Picture.of(image);
    }

    /** Without the border. */
    static Picture cropped(Picture whole) {
        int left = 16;
        int top = 12;
        int width = whole.width() - 2 * left;
        int height = whole.height() - 2 * top;
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(whole.rgb(), 3 * ((top + y) * whole.width() + left), rgb, 3 * y * width, 3 * width);
        }
        return new Picture(width, height, rgb);
    }

    /**
     * Writes {@code different} pictures; of every fifth one also a copy: the same file, mirrored, turned and cropped in turn.
     *
     * @return the number of files
     */
    static int write(Path folder, int different) throws IOException {
        Files.createDirectories(folder.resolve("inner folder"));
        int files = different;
        for (int i = 0; i < different; i++) {
            Picture picture = drawn(i);
            Path file = folder.resolve("p" + i + ".png");
            PictureFile.write(picture, file);
            if (i % 5 == 0) {
                Path copy = folder.resolve("inner folder/p" + i + "-copy.png");
                switch (i / 5 % 4) {
                    case 0 -> Files.copy(file, copy);
                    case 1 -> PictureFile.write(Orientation.MIRRORED.of(picture), copy);
                    case 2 -> PictureFile.write(Orientation.TURNED_LEFT.of(picture), copy);
                    default -> PictureFile.write(cropped(picture), copy);
                }
                files++;
            }
        }
        return files;
    }

    static void writeBroken(Path file) throws IOException {
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xd8, 1, 2, 3});
    }
}
