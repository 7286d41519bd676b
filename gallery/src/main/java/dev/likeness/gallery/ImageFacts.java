package dev.likeness.gallery;

import dev.likeness.files.Sha256;
import dev.likeness.gallery.index.StoredPicture;
import dev.likeness.picture.Picture;
import dev.likeness.picture.Resizer;
import java.nio.ByteBuffer;

/** Computes what a gallery keeps of a decoded picture. */
public final class ImageFacts {
    private ImageFacts() {}

    /** Size, checksum of the pixels, and sharpness of a picture. */
    public static StoredPicture.Image of(Picture picture) {
        byte[] size = ByteBuffer.allocate(8)
                .putInt(picture.width())
                .putInt(picture.height())
                .array();
        String pixels = new Sha256().add(size).add(picture.rgb()).hex();
        return new StoredPicture.Image(picture.width(), picture.height(), pixels, sharpness(picture));
    }

    /** The mean magnitude of the Laplacian of the brightness. */
    private static double sharpness(Picture picture) {
        byte[] luma = Resizer.luma(picture); // [H,W]
        int w = picture.width();
        long sum = 0;
        for (int y = 1; y < picture.height() - 1; y++) {
            for (int x = 1, at = y * w + 1; x < w - 1; x++, at++) {
                int around =
                        (luma[at - 1] & 0xff) + (luma[at + 1] & 0xff) + (luma[at - w] & 0xff) + (luma[at + w] & 0xff);
                sum += Math.abs(4 * (luma[at] & 0xff) - around);
            }
        }
        long inner = Math.max(1, (long) (w - 2) * (picture.height() - 2));
        return (double) sum / inner;
    }
}
