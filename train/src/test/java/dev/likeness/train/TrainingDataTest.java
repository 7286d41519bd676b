package dev.likeness.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.likeness.data.Classes;
import dev.likeness.data.DataSet;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.Pairs;
import dev.likeness.data.PicturePair;
import dev.likeness.data.SkippedPictures;
import dev.likeness.error.InputException;
import dev.likeness.picture.Picture;
import dev.likeness.progress.Progress;
import dev.likeness.synthesis.DrawnPictures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What data a run takes, and pictures that cannot be read. */
class TrainingDataTest extends SmallTraining {
    @Test
    void trainsOnDeclaredPairs() throws Exception {
        List<LabelledPicture> pictures = DrawnPictures.inMemory(DRAWN);
        List<PicturePair> pairs = new ArrayList<>();
        for (int i = 0; i + 7 < pictures.size(); i++) {
            LabelledPicture a = pictures.get(i);
            LabelledPicture next = pictures.get(i + 1);
            if (a.identity().equals(next.identity())) {
                pairs.add(new PicturePair(a, next, true));
            } else {
                pairs.add(new PicturePair(a, pictures.get(i + 7), false));
                pairs.add(new PicturePair(a, next, false));
            }
        }
        DataSet data = new Pairs("pairs.csv", pictures, pairs, Map.of(), "hash of pairs");
        TrainingSettings settings = settings("pairs", 6, false, "objective.target={cross-entropy: 1, triplet: 1}");

        Optional<Path> model = new Trainer(settings, Progress.NONE, () -> false).run(data);

        assertThat(model).isPresent();
        assertThat(new ObjectMapper()
                        .readTree(model.get().resolve("model.json").toFile())
                        .at("/measured/held_out")
                        .has("one_shot"))
                .isFalse();
    }

    @Test
    void groupsOfOneIdentityEachAreValidatedByVerification() throws Exception {
        List<LabelledPicture> lonely = DrawnPictures.inMemory(DRAWN).stream()
                .map(picture ->
                        new LabelledPicture(picture.name(), picture.identity(), picture.identity(), picture.source()))
                .toList();

        Optional<Path> model = new Trainer(settings("lonely", 3, false), Progress.NONE, () -> false)
                .run(new Classes("lonely", lonely, "hash"));

        assertThat(new ObjectMapper()
                        .readTree(model.orElseThrow().resolve("model.json").toFile())
                        .at("/measured/held_out")
                        .has("one_shot"))
                .isFalse();
    }

    @Test
    void unknownNamesAreFoundBeforeAnyPictureIsRead() {
        List<LabelledPicture> unreadable = DrawnPictures.inMemory(DRAWN).stream()
                .map(picture -> new LabelledPicture(picture.name(), picture.identity(), picture.group(), () -> {
                    throw new AssertionError("read too early");
                }))
                .toList();

        assertThatThrownBy(
                        () -> new Trainer(settings("words", 3, false, "design.head=tail"), Progress.NONE, () -> false)
                                .run(new Classes("unreadable", unreadable, "hash")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("'tail'");
    }

    @Test
    void dataOfOneIdentityAreAnError() {
        List<LabelledPicture> one = DrawnPictures.inMemory(DRAWN).stream()
                .filter(picture -> picture.identity()
                        .equals(DrawnPictures.inMemory(DRAWN).get(0).identity()))
                .toList();

        assertThatThrownBy(() -> new Trainer(settings("one", 2, false), Progress.NONE, () -> false)
                        .run(new Classes("one", one, "hash")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("1 identity");
    }

    /** An empty file. */
    private record Broken(String name) implements LabelledPicture.Source {
        @Override
        public Picture read() {
            return Picture.read(new byte[0], name);
        }

        @Override
        public String contentKey() {
            return "empty";
        }
    }

    /** The drawn pictures, some of them unreadable, on both sides of the split. */
    private static DataSet broken(int every) {
        List<LabelledPicture> pictures = new ArrayList<>();
        for (LabelledPicture picture : DrawnPictures.inMemory(DRAWN)) {
            boolean fails = pictures.size() % every == every / 2;
            pictures.add(fails ? picture.from(new Broken(picture.name())) : picture);
        }
        return new Classes("drawn", pictures, "hash of drawn");
    }

    @Test
    void unreadablePicturesAreSkippedAndTheSplitStaysTheSame() throws Exception {
        SkippedPictures skipped = new SkippedPictures(SkippedPictures.Limit.DEFAULT);
        TrainingData whole = TrainingData.load(drawn(), small(), 1, Progress.NONE);
        TrainingData left = TrainingData.load(broken(40), small(), 1, skipped, Progress.NONE);

        assertThat(left.skipped()).hasSize(3).isEqualTo(skipped.names());
        assertThat(left.rasters().size() + left.heldOut().size())
                .isEqualTo(whole.rasters().size() + whole.heldOut().size() - 3);
        assertThat(names(whole)).containsAll(names(left));
        TrainingSettings given = settings("broken", 4, false);
        Path model =
                new Trainer(given, Progress.NONE, () -> false).run(broken(40)).orElseThrow();
        assertThat(new ObjectMapper()
                        .readTree(model.resolve("model.json").toFile())
                        .at("/provenance/skipped"))
                .hasSize(3);
    }

    private static List<String> names(TrainingData data) {
        return data.heldOut().stream().map(LabelledPicture::name).toList();
    }

    @Test
    void tooManyUnreadablePicturesStopTheRunBeforeItsFirstStep() {
        TrainingSettings given = settings("broken", 4, false);
        assertThatThrownBy(() -> new Trainer(given, Progress.NONE, () -> false).run(broken(8)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("of 120 pictures cannot be read, but at most 10 may be")
                .hasMessageContaining("the file is empty")
                .hasMessageContaining("allow more unreadable ones");
        TrainingSettings strict =
                given.toBuilder().unreadable(SkippedPictures.Limit.NONE).build();
        assertThatThrownBy(() -> new Trainer(strict, Progress.NONE, () -> false).run(broken(40)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no picture of these data may be skipped");
    }

    /** The same pictures must be unreadable when a run starts and when it resumes: otherwise the training set differs. */
    @Test
    void aRunDoesNotResumeWithOtherUnreadablePictures() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        TrainingSettings given = settings("broken", 6, true);
        assertThat(new Trainer(given, Progress.NONE, () -> asked.incrementAndGet() > 3).run(broken(40)))
                .isEmpty();
        assertThatThrownBy(() -> new Trainer(given, Progress.NONE, () -> false).run(drawn()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("was started with another skipped");
        assertThat(new Trainer(given, Progress.NONE, () -> false).run(broken(40)))
                .isPresent();
    }
}
