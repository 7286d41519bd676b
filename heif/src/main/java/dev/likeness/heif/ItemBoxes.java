package dev.likeness.heif;

import dev.likeness.heif.Boxes.Box;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the boxes that describe items (ISO/IEC 14496-12, sec. 8.11; ISO/IEC 23008-12, sec. 9.3).
 *
 * <p>All methods throw {@link java.nio.BufferUnderflowException} or {@link IndexOutOfBoundsException} if a box is too
 * short.
 */
final class ItemBoxes {
    private static final int MAX_ENTRIES = 1 << 20;

    private ItemBoxes() {}

    /** The item that a file shows first. */
    static int primary(Box pitm) throws IOException {
        return id(pitm.afterFlags(), pitm.version() > 0);
    }

    /** The type of each item. */
    static Map<Integer, String> types(Box iinf) throws IOException {
        ByteBuffer body = iinf.afterFlags();
        int head = iinf.version() == 0 ? 2 : 4;
        Map<Integer, String> types = new HashMap<>();
        for (Box infe : Boxes.in(body.slice(head, body.limit() - head))) {
            if (infe.type().equals("infe") && infe.version() >= 2) {
                ByteBuffer entry = infe.afterFlags();
                int item = id(entry, infe.version() > 2);
                types.put(item, Boxes.text(entry, entry.position() + 2));
            }
        }
        return types;
    }

    /** The properties of each item. */
    static Map<Integer, List<Box>> properties(Box iprp) throws IOException {
        List<Box> children = Boxes.in(iprp.body());
        Box ipco = Boxes.first(children, "ipco");
        if (ipco == null) {
            throw new IOException("it has no box 'ipco'");
        }
        List<Box> all = Boxes.in(ipco.body());
        Map<Integer, List<Box>> properties = new HashMap<>();
        for (Box ipma : children) {
            if (ipma.type().equals("ipma")) {
                associate(ipma, all, properties);
            }
        }
        return properties;
    }

    private static void associate(Box ipma, List<Box> all, Map<Integer, List<Box>> properties) throws IOException {
        ByteBuffer body = ipma.afterFlags();
        boolean wide = (ipma.body().get(3) & 1) != 0;
        long entries = body.getInt() & 0xffffffffL;
        for (long i = 0; i < entries; i++) {
            List<Box> list = properties.computeIfAbsent(id(body, ipma.version() > 0), item -> new ArrayList<>());
            int count = body.get() & 0xff;
            for (int k = 0; k < count; k++) {
                int index = wide ? body.getShort() & 0x7fff : body.get() & 0x7f;
                if (index > all.size()) {
                    throw new IOException("it has no property " + index);
                }
                if (index > 0) {
                    list.add(all.get(index - 1));
                }
            }
        }
    }

    /** The items from which an item is derived ({@code dimg}), and its opacity and depth ({@code auxl}). */
    static Map<Integer, List<Integer>> parts(Box iref) throws IOException {
        boolean wide = iref.version() > 0;
        Map<Integer, List<Integer>> parts = new HashMap<>();
        int entries = 0;
        for (Box reference : Boxes.in(iref.afterFlags())) {
            ByteBuffer body = reference.body().duplicate();
            int from = id(body, wide);
            int count = body.getShort() & 0xffff;
            entries += count;
            if (entries > MAX_ENTRIES) {
                throw new IOException("it has too many references");
            }
            for (int i = 0; i < count; i++) {
                int to = id(body, wide);
                if (reference.type().equals("dimg")) {
                    parts.computeIfAbsent(from, item -> new ArrayList<>()).add(to);
                } else if (reference.type().equals("auxl")) {
                    parts.computeIfAbsent(to, item -> new ArrayList<>()).add(from);
                }
            }
        }
        return parts;
    }

    static int id(ByteBuffer body, boolean wide) {
        return wide ? body.getInt() : body.getShort() & 0xffff;
    }
}
