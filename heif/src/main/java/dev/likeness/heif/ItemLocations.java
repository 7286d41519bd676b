package dev.likeness.heif;

import dev.likeness.heif.Boxes.Box;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The places of the data of items (ISO/IEC 14496-12, sec. 8.11.3). */
final class ItemLocations {
    private final Box iloc;
    private final ByteBuffer body;
    private final ByteBuffer file;
    private final @Nullable ByteBuffer idat;
    private final int offsetSize;
    private final int lengthSize;
    private final int baseSize;
    private final int indexSize;

    private ItemLocations(Box iloc, ByteBuffer file, @Nullable ByteBuffer idat) throws IOException {
        this.iloc = iloc;
        this.body = iloc.afterFlags();
        this.file = file;
        this.idat = idat;
        int sizes = body.getShort() & 0xffff;
        this.offsetSize = sizes >> 12;
        this.lengthSize = sizes >> 8 & 15;
        this.baseSize = sizes >> 4 & 15;
        this.indexSize = iloc.version() > 0 ? sizes & 15 : 0;
    }

    /**
     * The data of each item.
     *
     * @param idat the data within the description; null if there are none
     * @throws HeifItems.EndOfFile if data are behind the end of the file
     * @throws IOException if the box is damaged
     */
    static Map<Integer, ByteBuffer> read(Box iloc, ByteBuffer file, @Nullable ByteBuffer idat) throws IOException {
        return new ItemLocations(iloc, file, idat).all();
    }

    private Map<Integer, ByteBuffer> all() throws IOException {
        Map<Integer, ByteBuffer> data = new HashMap<>();
        int items = ItemBoxes.id(body, iloc.version() > 1);
        for (int i = 0; i < items; i++) {
            int item = ItemBoxes.id(body, iloc.version() > 1);
            int method = iloc.version() > 0 ? body.getShort() & 15 : 0;
            body.getShort(); // other files, which libheif does not read
            long base = number(baseSize);
            int extents = body.getShort() & 0xffff;
            List<ByteBuffer> pieces = new ArrayList<>();
            for (int k = 0; k < extents; k++) {
                number(indexSize);
                long from = base + number(offsetSize);
                long length = number(lengthSize);
                if (method == 0) {
                    pieces.add(piece(file, from, length, true));
                } else if (method == 1 && idat != null) {
                    pieces.add(piece(idat, from, length, false));
                }
            }
            data.put(item, joined(pieces));
        }
        return data;
    }

    private long number(int bytes) throws IOException {
        return switch (bytes) {
            case 0 -> 0;
            case 4 -> body.getInt() & 0xffffffffL;
            case 8 -> body.getLong();
            default -> throw new IOException("its box 'iloc' has numbers of " + bytes + " bytes");
        };
    }

    private static ByteBuffer piece(ByteBuffer source, long from, long length, boolean inFile) throws IOException {
        if (from < 0 || length < 0 || from > source.limit() || length > source.limit() - from) {
            if (inFile) {
                throw new HeifItems.EndOfFile();
            }
            throw new IOException("an item is outside the box 'idat'");
        }
        // A length of 0 means the rest.
        return source.slice((int) from, length == 0 ? source.limit() - (int) from : (int) length);
    }

    private ByteBuffer joined(List<ByteBuffer> pieces) throws IOException {
        if (pieces.size() == 1) {
            return pieces.get(0);
        }
        long bytes = pieces.stream().mapToLong(ByteBuffer::remaining).sum();
        if (bytes > file.limit()) {
            throw new IOException("the extents of an item overlap");
        }
        ByteBuffer whole = ByteBuffer.allocate((int) bytes);
        pieces.forEach(piece -> whole.put(piece.duplicate()));
        return whole.flip();
    }
}
