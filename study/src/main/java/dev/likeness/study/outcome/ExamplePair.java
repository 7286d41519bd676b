package dev.likeness.study.outcome;

/**
 * A pair that one contender decides rightly and another wrongly, each at the threshold where its two errors are equal.
 *
 * @param a the name of the first picture
 * @param b the name of the second
 * @param match whether they show the same
 * @param right who decides rightly
 * @param wrong who does not
 */
public record ExamplePair(String a, String b, boolean match, Reading right, Reading wrong) {
    /**
     * How a contender sees the pair.
     *
     * @param score it gives
     * @param threshold from which on it says: match
     * @param image both pictures under its map, JPEG; without a map where it has none
     * @param hasMap whether there is a map on it
     */
    @SuppressWarnings("ArrayRecordComponent") // a picture that is written once
    public record Reading(String contender, double score, double threshold, byte[] image, boolean hasMap) {}
}
