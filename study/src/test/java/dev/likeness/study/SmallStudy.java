package dev.likeness.study;

import dev.likeness.data.Classes;
import dev.likeness.study.StudySettings.Comparison;
import dev.likeness.study.StudySettings.Judging;
import dev.likeness.study.outcome.Figure;
import dev.likeness.synthesis.DrawingStyle;
import dev.likeness.synthesis.DrawnPictures;
import dev.likeness.train.Length;
import dev.likeness.train.recipe.Recipes;
import java.nio.file.Path;
import java.util.List;

/** A study small enough for a test: drawn characters, narrow networks, a few steps. */
final class SmallStudy {
    private SmallStudy() {}

    static Classes pictures() {
        return new Classes(
                "drawn",
                DrawnPictures.inMemory(new DrawnPictures.Settings(DrawingStyle.STROKES, 8, 4, 4, 32, 3)),
                "hash of drawn");
    }

    static Recipes recipes() {
        return Recipes.defaults()
                .with("input", "size", "24")
                .with("design", "widths", "[8, 8, 8]")
                .with("design", "head-width", "8")
                .with("design", "embedding", "16")
                .with("schedule", "identities", "8")
                .with("schedule", "warm-up", "3")
                .with("selection", "ways", "4")
                .with("selection", "validations", "2");
    }

    static Grid heads(String... heads) {
        return new Grid(List.of(), List.of(), List.of(heads), List.of(), List.of(), List.of("pixels"));
    }

    static StudySettings settings(Path out, List<Contender> contenders, long steps) {
        return new StudySettings(
                out,
                contenders,
                new Length.Steps(steps),
                1,
                1,
                new Judging(List.of(), 0.3, 60, 4, 6, 0.1),
                new Comparison(Figure.AUC, contenders.get(0).name(), 100),
                "likeness study drawn");
    }
}
