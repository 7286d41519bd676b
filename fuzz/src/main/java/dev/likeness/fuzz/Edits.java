package dev.likeness.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Inputs that represent a seed with some changes. Mutations of whole files accumulate, and most results are refused at
 * their first bytes. Mutations of a list of changes keep the rest of the file valid.
 *
 * <p>The format is a mark of two bytes, the number of the seed, then for each change: its offset (two bytes), the number of
 * removed bytes (one), the number of inserted bytes (one), and the inserted bytes. An input without the mark is a plain
 * file.
 */
final class Edits {
    private static final byte[] MARK = {(byte) 0xed, 0x17};

    private final List<byte[]> seeds;

    Edits(List<byte[]> seeds) {
        this.seeds = List.copyOf(seeds);
    }

    /** The file that an input represents. */
    byte[] applied(byte[] input) {
        if (input.length <= MARK.length || !Arrays.equals(input, 0, MARK.length, MARK, 0, MARK.length)) {
            return input;
        }
        byte[] file = seeds.get((input[MARK.length] & 0xff) % seeds.size());
        for (int at = MARK.length + 1; at + 3 < input.length; ) {
            int where = ((input[at] & 0xff) << 8 | (input[at + 1] & 0xff)) % (file.length + 1);
            int removed = Math.min(input[at + 2] & 0xff, file.length - where);
            int added = Math.min(input[at + 3] & 0xff, input.length - at - 4);
            ByteArrayOutputStream changed = new ByteArrayOutputStream(file.length + added);
            changed.write(file, 0, where);
            changed.write(input, at + 4, added);
            changed.write(file, where + removed, file.length - where - removed);
            file = changed.toByteArray();
            at += 4 + added;
        }
        return file;
    }

    /** For each seed, an input that changes one byte in the middle. */
    List<byte[]> examples() {
        List<byte[]> examples = new ArrayList<>();
        for (int i = 0; i < seeds.size(); i++) {
            int middle = seeds.get(i).length / 2;
            examples.add(new byte[] {MARK[0], MARK[1], (byte) i, (byte) (middle >> 8), (byte) middle, 1, 1, '7'});
        }
        return examples;
    }
}
