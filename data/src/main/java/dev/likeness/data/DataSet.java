package dev.likeness.data;

import dev.likeness.data.format.DataFormats;
import java.util.List;

/**
 * Labelled pictures in one of the formats that users keep them in.
 *
 * <p>Immutable, and safe for use by several threads. There is nothing to close: an archive stays open for as long as any
 * of its pictures is reachable, as lists of pictures outlive the data set they were taken from.
 *
 * @see DataFormats#open
 */
public sealed interface DataSet permits Classes, Homographies, Kinds, Pairs, Photos, Runs {
    /** What the user called it: the path it was opened from. */
    String name();

    /** The name of its format, one of {@link DataFormats#names}. */
    String format();

    /** Every picture, ordered by name. */
    List<LabelledPicture> pictures();

    /** The pictures that are there to judge by: all, but those of pairs that are marked for training. */
    default List<LabelledPicture> judged() {
        return pictures();
    }

    /**
     * SHA-256 over the sorted names, identities and contents of its files, in hexadecimal. A file's contents stand in it
     * by their length and CRC-32, which an archive keeps for each entry: so a data set has the same hash packed and
     * unpacked, and hashing an archive reads none of its pictures. It tells data sets apart; it does not prove that
     * nobody tampered with one.
     */
    String hash();
}
