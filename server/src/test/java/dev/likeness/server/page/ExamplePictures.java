package dev.likeness.server.page;

import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The example pictures of the page, and edited copies of them. */
final class ExamplePictures {
    private ExamplePictures() {}

    /** Writes an example, such as {@code cathedral.jpg}, into a folder. */
    static Path copy(String name, Path folder) {
        Path file = folder.resolve(name);
        try (InputStream in = ExamplePictures.class.getResourceAsStream("assets/example-" + name)) {
            Files.createDirectories(folder);
            Files.write(file, java.util.Objects.requireNonNull(in, name).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** A cropped copy: without a border, given as a part of width and height. */
    static Path cropped(Path original, double border, Path copy) {
        Picture whole = Picture.read(original);
        int left = (int) (border * whole.width());
        int top = (int) (border * whole.height());
        int width = whole.width() - 2 * left;
        int height = whole.height() - 2 * top;
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(whole.rgb(), 3 * ((top + y) * whole.width() + left), rgb, 3 * y * width, 3 * width);
        }
        PictureFile.write(new Picture(width, height, rgb), copy);
        return copy;
    }

    /** A lighter copy. */
    static Path lighter(Path original, int levels, Path copy) {
        Picture whole = Picture.read(original);
        byte[] rgb = whole.rgb().clone();
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.min(255, (rgb[i] & 0xff) + levels);
        }
        PictureFile.write(new Picture(whole.width(), whole.height(), rgb), copy);
        return copy;
    }
}
