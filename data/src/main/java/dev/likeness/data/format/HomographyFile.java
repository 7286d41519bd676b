package dev.likeness.data.format;

import dev.likeness.error.InputException;
import dev.likeness.geometry.Homography;

/** A text file of nine numbers: the homography from the first image of a sequence to another. */
final class HomographyFile {
    private static final String EXPECTED =
            "; expected the 9 numbers of a homography from the first image to this one, in"
                    + " 3 rows of 3; download the file again";

    private HomographyFile() {}

    /** @throws InputException if the file does not contain nine numbers that form a homography */
    static Homography read(FileTree tree, String file) {
        String text = tree.text(file).strip();
        String[] words =
                text.isEmpty() ? new String[0] : text.split("[\\s,]+", -1); // some files of HPatches have commas
        if (words.length != 9) {
            throw new InputException(tree.describe(file) + ": it contains " + words.length + " numbers" + EXPECTED);
        }
        double[] numbers = new double[words.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(words[i]);
            if (!Double.isFinite(numbers[i])) {
                throw new InputException(
                        tree.describe(file) + ": number " + (i + 1) + " is \"" + words[i] + "\"" + EXPECTED);
            }
        }
        try {
            return Homography.of(numbers);
        } catch (IllegalArgumentException e) {
            throw new InputException(tree.describe(file) + ": " + e.getMessage() + EXPECTED, e);
        }
    }

    private static double number(String word) {
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
