package dev.likeness.study.report;

import dev.likeness.study.outcome.ContenderOutcome;
import dev.likeness.study.outcome.StudyOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Who runs against whom, in words: {@code 10 heads and 5 fixed measures}. */
final class Field {
    private static final Map<String, String> ONE = Map.of(
            "tower", "tower",
            "sharing", "way of sharing",
            "head", "head",
            "target", "target",
            "negatives", "choice of negatives");

    private static final Map<String, String> MANY = Map.of(
            "tower", "towers",
            "sharing", "ways of sharing",
            "head", "heads",
            "target", "targets",
            "negatives", "choices of negatives");

    private Field() {}

    static String of(StudyOutcome outcome) {
        List<ContenderOutcome> learned =
                outcome.contenders().stream().filter(ContenderOutcome::learned).toList();
        int measures = outcome.contenders().size() - learned.size();
        List<String> parts = new ArrayList<>();
        if (!learned.isEmpty()) {
            parts.add(learned(learned));
        }
        if (measures > 0) {
            parts.add(Numbers.counted(measures, "fixed measure", "fixed measures"));
        }
        return Answer.listed(parts);
    }

    private static String learned(List<ContenderOutcome> learned) {
        List<String> varied = ONE.keySet().stream()
                .sorted((a, b) -> Order.CHOICES.indexOf(a) - Order.CHOICES.indexOf(b))
                .filter(kind -> learned.stream()
                                .map(contender -> contender.choice().getOrDefault(kind, ""))
                                .distinct()
                                .count()
                        > 1)
                .toList();
        return switch (varied.size()) {
            case 0 -> Numbers.counted(learned.size(), "learned contender", "learned contenders");
            case 1 -> learned.size() + " " + MANY.getOrDefault(varied.get(0), varied.get(0));
            default ->
                learned.size() + " combinations of "
                        + Answer.listed(varied.stream()
                                .map(kind -> ONE.getOrDefault(kind, kind))
                                .toList());
        };
    }
}
