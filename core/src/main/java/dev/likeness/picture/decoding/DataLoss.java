package dev.likeness.picture.decoding;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import org.jspecify.annotations.Nullable;

/**
 * Listens to what a reader warns of, and tells lost pixels from what is harmless. Readers fill the rest of a damaged picture
 * with grey, or with what comes next, and only warn.
 *
 * <p>Bytes that are left over behind the last pixel of a scan are a sign that the decoder lost its way before; a few, or a run
 * of one value, are filling that some cameras write.
 */
final class DataLoss implements IIOReadWarningListener {
    private static final Pattern LEFT_OVER =
            Pattern.compile("Corrupt JPEG data: (\\d+) extraneous bytes before marker 0x([0-9a-f]{2})");
    private static final int FILLING = 16;
    private static final int READ_AHEAD = 8; // bytes that the decoder holds, and does not count as left over
    private static final int END = 0xd9;

    private final byte[] file;
    private @Nullable String lost;

    DataLoss(byte[] file) {
        this.file = file;
    }

    /** Listens to a reader. */
    static DataLoss of(ImageReader reader, byte[] file) {
        DataLoss loss = new DataLoss(file);
        reader.addIIOReadWarningListener(loss);
        return loss;
    }

    @Override
    public void warningOccurred(ImageReader source, String warning) {
        if (lost == null && isLoss(warning)) {
            lost = warning.replaceFirst("^Corrupt JPEG data: ", "");
        }
    }

    /** @throws IOException if pixels were lost */
    void requireNone() throws IOException {
        if (lost != null) {
            throw new IOException(lost);
        }
    }

    private boolean isLoss(String warning) {
        Matcher leftOver = LEFT_OVER.matcher(warning);
        if (leftOver.find()) {
            long bytes = Long.parseLong(leftOver.group(1));
            int marker = Integer.parseInt(leftOver.group(2), 16);
            if (marker >= 0xd0 && marker <= 0xd7) {
                return true; // nobody fills an interval, and the first warning hides the others
            }
            boolean inScan = marker == END || !JpegKind.hasGaps(file);
            return bytes > FILLING && inScan && !(marker == END && isFilling((int) Math.min(bytes, file.length)));
        }
        return warning.contains("premature end of data segment")
                || warning.contains("bad Huffman code")
                || warning.contains("Premature end of JPEG file")
                || warning.contains("instead of RST")
                || warning.contains("Out-of-sequence code");
    }

    /**
     * Whether the bytes before the last end marker are all the same, and the scan ended where they begin. A decoder that took
     * some of them for pixels has met a scan that was overwritten.
     */
    private boolean isFilling(int count) {
        int end = file.length - 2;
        while (end > 0 && !((file[end] & 0xff) == 0xff && (file[end + 1] & 0xff) == END)) {
            end--;
        }
        int from = end;
        while (from > 0 && file[from - 1] == file[end - 1]) {
            from--;
        }
        int run = end - from;
        return run >= count - 1 && run <= count + READ_AHEAD;
    }
}
