package dev.likeness.study.outcome;

/**
 * A pair that one contender decides correctly and another wrongly, each at the threshold where its two error rates are
 * equal.
 *
 * @param a the name of the first picture
 * @param b the name of the second
 * @param match whether they show the same thing
 * @param right the contender that decides correctly
 * @param wrong the contender that does not
 */
public record ExamplePair(String a, String b, boolean match, Reading right, Reading wrong) {
    /**
     * One contender's answer for the pair.
     *
     * @param score its score
     * @param threshold scores at or above it mean: match
     * @param image both pictures under the contender's likeness map, JPEG; the pictures alone if there is no map
     * @param hasMap whether the image shows a map
     */
    @SuppressWarnings("ArrayRecordComponent") // written once, never changed
    public record Reading(String contender, double score, double threshold, byte[] image, boolean hasMap) {}
}
