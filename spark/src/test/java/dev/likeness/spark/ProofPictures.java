package dev.likeness.spark;

import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Makes pictures for {@code scripts/spark-proof}: {@code ProofPictures FOLDER COUNT [PHOTOS]}. With PHOTOS, squares of 128
 * pixels cut from photographs, as JPEG; otherwise drawn ones, with copies.
 */
final class ProofPictures {
    private static final int SIDE = 128;
    private static final int FILES_PER_FOLDER = 1_000;

    private ProofPictures() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        if (arguments.length < 3) {
            int different = count * 5 / 6;
            int files = DrawnCollection.write(folder, different);
            for (int i = files; i < count; i++) {
                PictureFile.write(DrawnCollection.drawn(different + i), folder.resolve("more" + i + ".png"));
            }
            return;
        }
        List<Path> photos;
        try (Stream<Path> all = Files.walk(Path.of(arguments[2]))) {
            photos = all.filter(file -> file.toString().matches("(?i).*\\.jpe?g"))
                    .sorted()
                    .toList();
        }
        int each = (count + photos.size() - 1) / photos.size();
        int written = 0;
        for (int p = 0; p < photos.size() && written < count; p++) {
            Picture photo = Picture.read(photos.get(p));
            Random random = new Random(p);
            for (int i = 0; i < each && written < count; i++, written++) {
                Path file = folder.resolve(String.format("%04d/%07d.jpg", written / FILES_PER_FOLDER, written));
                Files.createDirectories(file.getParent());
                ImageIO.write(cut(photo, random), "jpg", file.toFile());
            }
        }
    }

    private static BufferedImage cut(Picture photo, Random random) {
        int width = Math.min(SIDE, photo.width());
        int height = Math.min(SIDE, photo.height());
        int left = random.nextInt(photo.width() - width + 1);
        int top = random.nextInt(photo.height() - height + 1);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        byte[] rgb = photo.rgb();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = 3 * ((top + y) * photo.width() + left + x);
                image.setRGB(x, y, (rgb[at] & 0xff) << 16 | (rgb[at + 1] & 0xff) << 8 | rgb[at + 2] & 0xff);
            }
        }
        return image;
    }
}
