package dev.likeness.picture.decoding;

import org.jspecify.annotations.Nullable;

/**
 * One Huffman table of a JPEG file (ITU-T T.81, annex C), as tables that are indexed by the next {@value #AHEAD} bits.
 * Read-only.
 */
final class HuffmanCodes {
    /** How many bits the tables are indexed by: the tables of two components fit into the first cache. */
    static final int AHEAD = 12;

    /** In {@link #several}: added to the advance if the block ends there. Real advances are below it. */
    static final int ENDS = 128;

    private static final int LONGEST = 16;
    private static final int LAST = 63; // the index of the last coefficient of a block
    private static final int ZEROS = 0xf0; // the symbol of 16 coefficients that are 0

    /**
     * The next code: its length in the lowest 5 bits, its symbol from bit 8 on; 0 if it is longer than {@value #AHEAD}
     * bits, or invalid.
     */
    final int[] one = new int[1 << AHEAD];

    /**
     * For coefficients that are passed over: as many codes as are complete in these bits. The lowest 8 bits are the bits
     * to skip, with the numbers that follow the codes; from bit 8 on comes the advance in coefficients, plus {@link #ENDS}
     * if the block ends. 0 as in {@link #one}, and for symbols that coefficients do not have.
     */
    final int[] several = new int[1 << AHEAD];

    private final int[] first = new int[LONGEST + 2]; // the first code of each length
    private final int[] index = new int[LONGEST + 2]; // of the symbol of that code
    private final int[] count = new int[LONGEST + 2];
    private final byte[] symbols;

    private HuffmanCodes(byte[] symbols) {
        this.symbols = symbols;
    }

    /**
     * The table at an index of a file: 16 counts, then the symbols.
     *
     * @param end where its segment ends
     * @return null if it is invalid
     */
    static @Nullable HuffmanCodes of(byte[] file, int at, int end) {
        if (at + LONGEST > end) {
            return null;
        }
        int total = symbols(file, at);
        if (total > 256 || at + LONGEST + total > end) {
            return null;
        }
        byte[] symbols = new byte[total];
        System.arraycopy(file, at + LONGEST, symbols, 0, total);
        HuffmanCodes codes = new HuffmanCodes(symbols);
        int code = 0;
        int used = 0;
        for (int length = 1; length <= LONGEST; length++) {
            codes.first[length] = code;
            codes.index[length] = used;
            codes.count[length] = file[at + length - 1] & 0xff;
            code += codes.count[length];
            used += codes.count[length];
            if (code >= 1 << length) { // the code of ones alone is reserved
                return null;
            }
            code <<= 1;
        }
        codes.fill();
        return codes;
    }

    /** The largest symbol; 0 if there is none. */
    int largest() {
        int largest = 0;
        for (byte symbol : symbols) {
            largest = Math.max(largest, symbol & 0xff);
        }
        return largest;
    }

    /** The number of symbols of the table at an index of a file. */
    static int symbols(byte[] file, int at) {
        int total = 0;
        for (int length = 0; length < LONGEST; length++) {
            total += file[at + length] & 0xff;
        }
        return total;
    }

    private void fill() {
        for (int length = 1; length <= AHEAD; length++) {
            for (int i = 0; i < count[length]; i++) {
                int entry = length | (symbols[index[length] + i] & 0xff) << 8;
                int from = first[length] + i << AHEAD - length;
                java.util.Arrays.fill(one, from, from + (1 << AHEAD - length), entry);
            }
        }
        for (int bits = 0; bits < several.length; bits++) {
            several[bits] = together(bits);
        }
    }

    private int together(int ahead) {
        int skipped = 0;
        int advance = 0;
        while (skipped < AHEAD) {
            int entry = one[ahead << skipped & (1 << AHEAD) - 1];
            int length = entry & 31;
            int symbol = entry >> 8;
            int zeros = symbol >> 4;
            int size = symbol & 15;
            boolean invalid = size == 0 && zeros != 0 && symbol != ZEROS;
            if (length == 0 || skipped + length > AHEAD || invalid || advance + zeros + 1 > LAST) {
                break;
            }
            skipped += length + size;
            if (symbol == 0) {
                return skipped | advance + ENDS << 8;
            }
            advance += zeros + 1;
        }
        return skipped | advance << 8;
    }

    /**
     * The code at the beginning of some bits, of any length.
     *
     * @param bits the next bits, from the highest on
     * @return as in {@link #one}; 0 if no code begins so
     */
    int code(long bits) {
        int entry = one[(int) (bits >>> Long.SIZE - AHEAD)];
        for (int length = AHEAD + 1; entry == 0 && length <= LONGEST; length++) {
            int place = (int) (bits >>> Long.SIZE - length) - first[length];
            if (place >= 0 && place < count[length]) {
                entry = length | (symbols[index[length] + place] & 0xff) << 8;
            }
        }
        return entry;
    }
}
