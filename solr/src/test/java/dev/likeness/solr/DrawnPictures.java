package dev.likeness.solr;

import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureFile;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Discs and rectangles in many colours: each seed another picture. */
final class DrawnPictures {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 120;

    private DrawnPictures() {}

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

    /** Writes the pictures of the seeds from a first one on: {@code p0.png}, {@code p1.png}, ... */
    static Path write(Path folder, int first, int number) throws IOException {
        Files.createDirectories(folder);
        for (int seed = first; seed < first + number; seed++) {
            PictureFile.write(drawn(seed), folder.resolve("p" + seed + ".png"));
        }
        return folder;
    }
}
