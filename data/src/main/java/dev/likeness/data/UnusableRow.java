package dev.likeness.data;

/**
 * A row of a list of pairs that is not a valid pair.
 *
 * @param name the file and the row, such as {@code pairs.csv, row 7}
 * @param reason one line that says what is wrong, with the path of the file
 */
public record UnusableRow(String name, String reason) {}
