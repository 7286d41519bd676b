package dev.likeness.picture.decoding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far the twins' pixels are from the expected ones, as a table in Markdown.
 *
 * @param rows of each container, the largest difference of each form
 */
record TwinTable(Map<String, List<Integer>> rows) {
    static TwinTable of(List<Twin> twins) {
        Map<String, List<Integer>> rows = new TreeMap<>();
        List<Integer> all = new ArrayList<>();
        for (Twin twin : twins) {
            int difference = twin.difference();
            rows.computeIfAbsent(twin.container(), container -> new ArrayList<>())
                    .add(difference);
            all.add(difference);
        }
        rows.put("all", all);
        return new TwinTable(rows);
    }

    String text() {
        StringBuilder text = new StringBuilder("""
                | container | forms | pixels equal | within 1 | within 3 | more |
                | --- | ---: | ---: | ---: | ---: | ---: |
                """);
        rows.forEach((container, differences) -> text.append("| %s | %d | %d | %d | %d | %d |%n"
                .formatted(
                        container,
                        differences.size(),
                        count(differences, 0, 0),
                        count(differences, 1, 1),
                        count(differences, 2, 3),
                        count(differences, 4, 255))));
        return text.toString();
    }

    private static long count(List<Integer> differences, int from, int to) {
        return differences.stream().filter(d -> d >= from && d <= to).count();
    }
}
