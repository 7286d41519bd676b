package dev.likeness.bench;

import java.util.List;

/**
 * A line of the table: how many times as fast our side is at some work.
 *
 * @param id such as {@code t1-step-eager}
 * @param work in words
 * @param against in words
 * @param settings of the peer; the fastest counts
 * @param works the names of what is measured; the lowest ratio counts
 * @param must the lowest acceptable ratio
 * @param aim the wanted ratio, or another aim in words
 */
record Row(String id, String work, String against, List<String> settings, List<String> works, double must, String aim) {
    Row {
        settings = List.copyOf(settings);
        works = List.copyOf(works);
    }
}
