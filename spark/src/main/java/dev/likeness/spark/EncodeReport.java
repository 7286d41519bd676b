package dev.likeness.spark;

/**
 * What a job has encoded.
 *
 * @param encoded pictures whose codes were computed
 * @param known new paths of contents that the table had
 * @param unchanged files that the table had, and that were not read
 * @param refused files without a code; their rows have the reason
 * @param runs that were written
 */
public record EncodeReport(long encoded, long known, long unchanged, long refused, int runs) {}
