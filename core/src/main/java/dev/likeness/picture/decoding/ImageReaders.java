package dev.likeness.picture.decoding;

import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/**
 * The readers of ImageIO, by format. ImageIO searches every jar for readers when it starts, so formats that need none of them
 * do without this class.
 */
final class ImageReaders {
    /** TwelveMonkeys' readers support CMYK, broken profiles and unusual headers, which the JDK's readers do not. */
    private static final String PREFERRED = "com.twelvemonkeys.";

    private static final String JDK = "com.sun.";

    static {
        // Otherwise ImageIO writes every stream to a temporary file first.
        ImageIO.setUseCache(false);
    }

    private ImageReaders() {}

    static ImageReader of(PictureFormat format) {
        return of(format, PREFERRED);
    }

    /** The reader of the JDK if there is one. */
    static ImageReader ofJdk(PictureFormat format) {
        return of(format, JDK);
    }

    private static ImageReader of(PictureFormat format, String preferred) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.label);
        ImageReader chosen = null;
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (chosen == null || reader.getClass().getName().startsWith(preferred)) {
                chosen = reader;
            }
        }
        if (chosen == null) {
            throw new IllegalStateException("no reader for " + format.label
                    + " is on the class path: add com.twelvemonkeys.imageio's readers as the module core"
                    + " declares them");
        }
        return chosen;
    }
}
