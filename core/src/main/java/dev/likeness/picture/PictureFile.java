package dev.likeness.picture;

import dev.likeness.error.InputException;
import dev.likeness.files.AtomicFiles;
import dev.likeness.files.UserPath;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes pictures as PNG files, each completely or not at all: to a temporary file that is moved into place. */
public final class PictureFile {
    private PictureFile() {}

    /**
     * Writes a picture; as a grey PNG if all its pixels are grey.
     *
     * @param file replaced if it exists; its folder is created if it is absent
     * @throws InputException if its folder is not writable
     */
    public static void write(Picture picture, Path file) {
        write(picture.isGrey() ? grey(picture) : picture.toImage(), file);
    }

    /**
     * Writes an image.
     *
     * @param file replaced if it exists; its folder is created if it is absent
     * @throws InputException if its folder is not writable
     */
    public static void write(BufferedImage image, Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw new InputException(file + ": this is a folder; choose a PNG file to write");
        }
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new InputException(UserPath.text(file) + ": " + UserPath.text(folder)
                    + " is a file, not a folder; choose another place");
        }
        AtomicFiles.writeQuickly(file, EncodedImage.png(image));
    }

    private static BufferedImage grey(Picture picture) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_BYTE_GRAY);
        byte[] row = new byte[picture.width()];
        for (int y = 0, at = 0; y < picture.height(); y++) {
            for (int x = 0; x < row.length; x++, at += 3) {
                row[x] = picture.rgb()[at];
            }
            // Into the raster: setRGB would convert sRGB to what Java2D takes for linear grey.
            image.getRaster().setDataElements(0, y, row.length, 1, row);
        }
        return image;
    }
}
