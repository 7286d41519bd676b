package dev.likeness.spark.command;

/** What a report says about files that could not be used. */
final class MissingText {
    private MissingText() {}

    /** Empty if all files could be used. */
    static String of(long missing, long unreadable) {
        return (missing == 0 ? "" : "\n" + missing + " pictures were left out, because their files are gone")
                + (unreadable == 0
                        ? ""
                        : "\nthe second check could not read " + unreadable
                                + " files, so edited copies of them may be missing; see that the executors reach them");
    }
}
