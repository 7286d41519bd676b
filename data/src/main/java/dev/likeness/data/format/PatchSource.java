package dev.likeness.data.format;

import dev.likeness.data.ContentKey;
import dev.likeness.data.IgnoredFiles;
import dev.likeness.data.LabelledPicture;
import dev.likeness.geometry.Homography;
import dev.likeness.geometry.Patch;
import dev.likeness.picture.Picture;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Cuts a patch out of an image at each call; the image is decoded once for many patches. */
record PatchSource(DecodedImages images, String image, Homography fromUnitSquare) implements LabelledPicture.Source {
    @Override
    public Picture read() {
        return Patch.cut(images.get(image), fromUnitSquare);
    }

    /** Derived from the image contents and the place in it: the same for a copy of the image with another name. */
    @Override
    public String contentKey() {
        ByteBuffer place = ByteBuffer.allocate(9 * Double.BYTES);
        for (double number : fromUnitSquare.matrix()) {
            place.putDouble(number);
        }
        CRC32 crc = new CRC32();
        crc.update(place.flip());
        return images.contentKey(image) + "#" + ContentKey.of(place.limit(), crc.getValue());
    }

    @Override
    public IgnoredFiles ignoredFiles() {
        return images.ignoredFiles();
    }
}
