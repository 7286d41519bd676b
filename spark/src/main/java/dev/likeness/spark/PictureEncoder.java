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
import java.io.IOException;
import java.util.Iterator;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the rows of one task from its files, in their order: some threads read, one encodes, and the caller writes. Not
 * thread-safe.
 */
final class PictureEncoder implements Iterator<Row> {
    private static final int ERROR = EncodedPictures.schema().fieldIndex("error");
    private static final int BYTES = EncodedPictures.schema().fieldIndex("bytes");

    /** Stores of objects take long to answer, however small a file is. */
    private static final Ahead.Limits<PictureFile> READ = new Ahead.Limits<>(8, 32 << 20, PictureFile::bytes);

    /** The pixels of a large file take much memory. */
    private static final Ahead.Limits<Contents> ENCODED = new Ahead.Limits<>(1, 8 << 20, Contents::length);

    private final Likeness likeness;
    private final EncodeCounts counts;
    private final Iterator<Row> rows;

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
            @Nullable String fault) {
        int length() {
            return encoded == null ? 0 : encoded.length;
        }
    }

    private PictureEncoder(Likeness likeness, Iterator<Contents> files, EncodeCounts counts) {
        this.likeness = likeness;
        this.counts = counts;
        this.rows = new Ahead<>("encode", files, this::row, ENCODED);
    }

    static PictureEncoder ofContents(Likeness likeness, Iterator<Contents> files, EncodeCounts counts) {
        return new PictureEncoder(likeness, files, counts);
    }

    static PictureEncoder ofFiles(
            Likeness likeness, HadoopFiles reader, Iterator<PictureFile> files, EncodeCounts counts) {
        return ofContents(likeness, new Ahead<>("read", files, file -> read(reader, file), READ), counts);
    }

    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public Row next() {
        Row row = rows.next();
        if (row.isNullAt(ERROR)) {
            counts.encoded(row.getLong(BYTES));
        } else {
            counts.refused();
        }
        return row;
    }

    private static Contents read(HadoopFiles reader, PictureFile file) {
        try {
            return new Contents(file, reader.read(file.path()), null);
        } catch (IOException e) {
            return new Contents(file, null, file.path() + ": cannot be read (" + e.getMessage() + ")");
        }
    }

    private Row row(Contents contents) {
        PictureFile file = contents.file();
        byte[] encoded = contents.encoded();
        if (encoded == null) {
            return refusal(file, null, String.valueOf(contents.fault()));
        }
        String content = Sha256.hex(encoded);
        try {
            Picture picture = Picture.read(encoded, file.path());
            Code code = likeness.measure().encode(picture, Side.A);
            return row(file, content, ImageFacts.of(picture), code);
        } catch (InputException e) {
            return refusal(file, content, e.problem());
        }
    }

    private static Row refusal(PictureFile file, @Nullable String content, String reason) {
        return RowFactory.create(
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
                null);
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
