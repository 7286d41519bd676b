package dev.likeness.heif;

import dev.likeness.error.InputException;
import dev.likeness.heif.Boxes.Box;
import dev.likeness.heif.CodedSize.Size;
import dev.likeness.picture.reader.DecodingChecks;
import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The pictures in a HEIF file, by the boxes that describe them (ISO/IEC 23008-12, sec. 6). Their sizes, their places in
 * the file and how they are combined are checked here, before native code decodes anything.
 */
final class HeifItems {
    static final String HEVC = "hvc1";
    static final String AV1 = "av01";
    private static final Set<String> CODED = Set.of(HEVC, "hev1", AV1);
    private static final Set<String> DERIVED = Set.of("grid", "iovl", "iden");

    /** How many times the pixels of the largest picture may be decoded for one: tiles overlap its edges, and opacity. */
    private static final int MOST_PARTS = 4;

    private final int primary;
    private final Map<Integer, String> types;
    private final Map<Integer, List<Box>> properties;
    private final Map<Integer, ByteBuffer> data;
    private final Map<Integer, List<Integer>> parts;

    private HeifItems(ByteBuffer file, List<Box> meta) throws IOException {
        this.primary = ItemBoxes.primary(required(meta, "pitm"));
        this.types = ItemBoxes.types(required(meta, "iinf"));
        this.properties = ItemBoxes.properties(required(meta, "iprp"));
        Box idat = Boxes.first(meta, "idat");
        this.data = ItemLocations.read(required(meta, "iloc"), file, idat == null ? null : idat.body());
        Box references = Boxes.first(meta, "iref");
        this.parts = references == null ? Map.of() : ItemBoxes.parts(references);
    }

    /**
     * The items of a file.
     *
     * @throws EOFException if the file ends before its data
     * @throws IOException if the boxes are damaged
     */
    static HeifItems of(byte[] bytes) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
        List<Box> boxes = Boxes.ofFile(file);
        Box meta = Boxes.first(boxes, "meta");
        if (meta == null) {
            throw new IOException(
                    Boxes.first(boxes, "moov") == null
                            ? "it has no picture"
                            : "Unsupported kind: a sequence of pictures without a still picture");
        }
        try {
            return new HeifItems(file, Boxes.in(meta.afterFlags()));
        } catch (EOFException e) {
            // The box itself is complete.
            throw new IOException(e.getMessage(), e);
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new IOException("one of its boxes is too short", e);
        } catch (EndOfFile e) {
            throw new EOFException("its data end early");
        }
    }

    /** The data of an item are behind the end of the file. */
    static final class EndOfFile extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static Box required(List<Box> boxes, String type) throws IOException {
        Box box = Boxes.first(boxes, type);
        if (box == null) {
            throw new IOException("it has no box '" + type + "'");
        }
        return box;
    }

    /** Whether the picture is coded by AV1, wholly or in tiles; otherwise by HEVC. */
    boolean isAv1() {
        return reached().stream().anyMatch(item -> AV1.equals(types.get(item)));
    }

    /** The items that make the picture. */
    private Set<Integer> reached() {
        Set<Integer> reached = new HashSet<>(Set.of(primary));
        List<Integer> open = new ArrayList<>(reached);
        while (!open.isEmpty()) {
            for (int part : parts.getOrDefault(open.remove(open.size() - 1), List.of())) {
                if (reached.add(part)) {
                    open.add(part);
                }
            }
        }
        return reached;
    }

    /**
     * Checks all sizes.
     *
     * @throws IOException if items contain themselves, or their parts are much larger than a picture
     * @throws InputException if a size is past the limits, or a codec is not supported
     */
    void require(DecodingChecks checks) throws IOException {
        for (int item : reached()) {
            String type = types.get(item);
            if (type == null) {
                throw new IOException("it has no item " + item + ", which its picture needs");
            }
            if (!CODED.contains(type) && !DERIVED.contains(type)) {
                throw new InputException(checks.name() + ": this is a HEIF picture with the codec '"
                        + Boxes.printable(type) + "', which is not supported; save it as PNG or JPEG");
            }
        }
        for (List<Box> list : properties.values()) {
            for (Box property : list) {
                if (property.type().equals("ispe")) {
                    Size size = stated(property);
                    checks.requireSize(size.width(), size.height());
                }
            }
        }
        Map<Integer, Long> pixels = new HashMap<>();
        for (int item : types.keySet()) {
            if (CODED.contains(types.get(item))) {
                requireCoded(item, checks);
            } else if (DERIVED.contains(types.get(item))) {
                requireCanvas(item, checks);
            }
            if (pixels(item, pixels) > MOST_PARTS * checks.maxPixels()) {
                throw new IOException("its parts are larger than the picture");
            }
        }
    }

    private static Size stated(Box ispe) throws IOException {
        ByteBuffer body = ispe.afterFlags();
        if (body.limit() < 8) {
            throw new IOException("its box 'ispe' is too short");
        }
        return new Size(body.getInt(0) & 0xffffffffL, body.getInt(4) & 0xffffffffL);
    }

    /** The size in the coded data, for which decoders allocate memory, whatever the boxes state. */
    private void requireCoded(int item, DecodingChecks checks) {
        boolean av1 = AV1.equals(types.get(item));
        List<Size> sizes = new ArrayList<>();
        for (Box property : properties.getOrDefault(item, List.of())) {
            if (property.type().equals(av1 ? "av1C" : "hvcC")) {
                sizes.addAll(
                        av1
                                ? CodedSize.inAv1Configuration(property.body())
                                : CodedSize.inHevcConfiguration(property.body()));
            }
        }
        ByteBuffer coded = data.get(item);
        if (coded != null) {
            sizes.addAll(av1 ? CodedSize.inAv1(coded) : CodedSize.inHevc(coded));
        }
        for (Size size : sizes) {
            // Coded pictures are filled up to whole blocks of at most 64 pixels.
            checks.requireSize(Math.max(1, size.width() - 63), Math.max(1, size.height() - 63));
        }
    }

    /** The canvas of a grid (sec. 6.6.2.3.2) or an overlay (sec. 6.6.2.2.2). */
    private void requireCanvas(int item, DecodingChecks checks) throws IOException {
        ByteBuffer layout = data.get(item);
        boolean grid = "grid".equals(types.get(item));
        if (layout == null || (!grid && !"iovl".equals(types.get(item)))) {
            return;
        }
        int at = grid ? 4 : 10;
        boolean wide = layout.limit() > 1 && (layout.get(1) & 1) != 0;
        if (layout.limit() < at + (wide ? 8 : 4)) {
            throw new IOException("the layout of its tiles is too short");
        }
        if (wide) {
            checks.requireSize(layout.getInt(at) & 0xffffffffL, layout.getInt(at + 4) & 0xffffffffL);
        } else {
            checks.requireSize(layout.getShort(at) & 0xffff, layout.getShort(at + 2) & 0xffff);
        }
    }

    /** The pixels that are decoded for an item; an item within itself is damage. */
    private long pixels(int item, Map<Integer, Long> known) throws IOException {
        Long before = known.putIfAbsent(item, -1L);
        if (before != null) {
            if (before < 0) {
                throw new IOException("its item " + item + " contains itself");
            }
            return before;
        }
        long pixels = 1;
        for (Box property : properties.getOrDefault(item, List.of())) {
            if (property.type().equals("ispe")) {
                Size size = stated(property);
                pixels = Math.max(pixels, size.width() * size.height());
            }
        }
        for (int part : parts.getOrDefault(item, List.of())) {
            pixels = Math.min(Long.MAX_VALUE / 2, pixels + pixels(part, known));
        }
        known.put(item, pixels);
        return pixels;
    }
}
