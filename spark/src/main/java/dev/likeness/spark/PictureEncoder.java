package dev.likeness.spark;

import dev.likeness.Likeness;
import dev.likeness.error.InputException;
import dev.likeness.files.Sha256;
import dev.likeness.gallery.ImageFacts;
import dev.likeness.gallery.index.StoredPicture;
import dev.likeness.measure.Code;
import dev.likeness.measure.MeasureIdentity;
import dev.likeness.measure.Side;
import dev.likeness.picture.Picture;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** Makes the rows of one task from the contents of files, a few pictures at a time. Not thread-safe. */
final class PictureEncoder implements Iterator<Row> {
    private static final int PICTURES_AT_ONCE = 16;

    /** Pixels that are kept decoded until they are encoded together. */
    private static final long PIXELS_AT_ONCE = 8_000_000;

    private final Likeness likeness;
    private final Iterator<? extends Contents> files;
    private final EncodeCounts counts;
    private final Queue<Row> ready = new ArrayDeque<>();

    /**
     * A file that was read.
     *
     * @param encoded its bytes; null if it could not be read
     * @param fault why it could not be read
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once
    record Contents(
            PictureFile file,
            byte @Nullable [] encoded,
            @Nullable String fault) {}

    PictureEncoder(Likeness likeness, Iterator<? extends Contents> files, EncodeCounts counts) {
        this.likeness = likeness;
        this.files = files;
        this.counts = counts;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && files.hasNext()) {
            new Batch().fill();
        }
        return !ready.isEmpty();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new java.util.NoSuchElementException("all files of this task are encoded");
        }
        return ready.remove();
    }

    /** Pictures that wait until they are encoded together. */
    private final class Batch {
        private final List<PictureFile> waiting = new ArrayList<>();
        private final List<String> contents = new ArrayList<>();
        private final List<Picture> pictures = new ArrayList<>();

        void fill() {
            long pixels = 0;
            while (files.hasNext() && pictures.size() < PICTURES_AT_ONCE && pixels < PIXELS_AT_ONCE) {
                Contents next = files.next();
                byte[] encoded = next.encoded();
                if (encoded == null) {
                    refuse(next.file(), null, String.valueOf(next.fault()));
                    continue;
                }
                String content = Sha256.hex(encoded);
                try {
                    Picture picture = Picture.read(encoded, next.file().path());
                    waiting.add(next.file());
                    contents.add(content);
                    pictures.add(picture);
                    pixels += (long) picture.width() * picture.height();
                } catch (InputException e) {
                    refuse(next.file(), content, e.problem());
                }
            }
            List<Code> codes = likeness.measure().encode(pictures, Side.A);
            for (int i = 0; i < codes.size(); i++) {
                ready.add(row(waiting.get(i), contents.get(i), ImageFacts.of(pictures.get(i)), codes.get(i)));
                counts.encoded(waiting.get(i).bytes());
            }
        }
    }

    private void refuse(PictureFile file, @Nullable String content, String reason) {
        counts.refused();
        ready.add(RowFactory.create(
                EncodedPictures.FORMAT,
                file.path(),
                file.bytes(),
                file.modified(),
                content,
                reason,
                null,
                null,
                null,
                null,
                null,
                null,
                null));
    }

    private static Row row(PictureFile file, String content, StoredPicture.Image image, Code code) {
        MeasureIdentity model = code.origin().measure();
        return RowFactory.create(
                EncodedPictures.FORMAT,
                file.path(),
                file.bytes(),
                file.modified(),
                content,
                null,
                image.width(),
                image.height(),
                image.pixels(),
                image.sharpness(),
                model.name(),
                model.checksum(),
                code.toBytes());
    }
}
