package dev.likeness.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.data.Classes;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.Pairs;
import dev.likeness.data.PicturePair;
import dev.likeness.data.Runs;
import dev.likeness.data.SkippedPictures;
import dev.likeness.error.InputException;
import dev.likeness.picture.Picture;
import dev.likeness.progress.Progress;
import dev.likeness.study.StudySettings.Judging;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StudyDataTest {
    private static final Judging BY_SHARE = new Judging(List.of(), 0.3, 60, 4, 6, 1);

    private static LabelledPicture picture(String identity, int number) {
        byte[] rgb = {(byte) identity.hashCode(), (byte) number, (byte) (identity.hashCode() >> 8)};
        return new LabelledPicture(identity + "/" + number + ".png", identity, "", () -> new Picture(1, 1, rgb));
    }

    private static Classes classes(int identities, int each) {
        List<LabelledPicture> pictures = new ArrayList<>();
        for (int i = 0; i < identities; i++) {
            for (int k = 0; k < each; k++) {
                pictures.add(picture("thing" + i, k));
            }
        }
        return new Classes("things", pictures, "hash");
    }

    @Test
    void splitsByIdentityAndTheSeedReproducesTheSplit() {
        StudyData data = StudyData.of(SmallStudy.pictures(), BY_SHARE, 1);
        Set<String> trained = data.training().pictures().stream()
                .map(LabelledPicture::identity)
                .collect(Collectors.toSet());

        assertThat(PicturePair.pictures(data.pairs()))
                .isNotEmpty()
                .noneMatch(picture -> trained.contains(picture.identity()));
        assertThat(data.trials())
                .hasSize(24)
                .noneMatch(trial -> trained.contains(trial.query().identity()));
        assertThat(data.facts().trainingIdentities() + data.facts().testIdentities())
                .isEqualTo(32);
        assertThat(StudyData.of(SmallStudy.pictures(), BY_SHARE, 1).pairs()).isEqualTo(data.pairs());
        assertThat(StudyData.of(SmallStudy.pictures(), BY_SHARE, 2).pairs()).isNotEqualTo(data.pairs());
    }

    @Test
    void globsChooseTheTestPictures() {
        StudyData data = StudyData.of(classes(10, 3), new Judging(List.of("thing[123]/*"), 0.3, 12, 2, 2, 1), 1);

        assertThat(data.facts().testIdentities()).isEqualTo(3);
        assertThat(data.facts().trainingPictures()).isEqualTo(21);
        assertThat(data.facts().judgedBy()).contains("thing[123]/*");
    }

    @Test
    void namesAnIdentityOnBothSides() {
        assertThatThrownBy(() -> StudyData.of(classes(10, 3), new Judging(List.of("*/2.png"), 0.3, 12, 2, 2, 1), 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("thing")
                .hasMessageContaining("both sides of the split");
    }

    @Test
    void refusesOneIdentityOrSinglePictures() {
        assertThatThrownBy(() -> StudyData.of(classes(1, 9), BY_SHARE, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("1 identity");
        assertThatThrownBy(() -> StudyData.of(classes(9, 1), BY_SHARE, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("0 of them with two or more pictures");
    }

    @Test
    void refusesToTrainOnOneShotRuns() {
        assertThatThrownBy(() -> StudyData.of(new Runs("runs", List.of(), List.of(), "hash"), BY_SHARE, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("cannot be trained on");
    }

    private static Pairs pairs(boolean withTest) {
        List<PicturePair> pairs = new ArrayList<>();
        Map<Integer, String> splits = new TreeMap<>();
        List<String> words = List.of("train", "validation", withTest ? "test" : "train");
        for (int side = 0; side < 3; side++) {
            for (int i = 0; i < 4; i++) {
                String identity = "side" + side + "thing" + i;
                splits.put(pairs.size(), words.get(side));
                pairs.add(new PicturePair(picture(identity, 1), picture(identity, 2), true));
                splits.put(pairs.size(), words.get(side));
                pairs.add(new PicturePair(
                        picture(identity, 1), picture("side" + side + "thing" + (i + 1) % 4, 2), false));
            }
        }
        List<LabelledPicture> pictures = PicturePair.pictures(pairs);
        return new Pairs("pairs.csv", pictures, pairs, splits, "hash");
    }

    @Test
    void testsOnDeclaredPairsMarkedTest() {
        StudyData data = StudyData.of(pairs(true), BY_SHARE, 1);

        assertThat(data.pairs()).hasSize(8).allMatch(pair -> pair.a().identity().startsWith("side2"));
        assertThat(data.training().pictures())
                .hasSize(16)
                .noneMatch(picture -> picture.identity().startsWith("side2"));
        assertThat(data.trials()).isEmpty();
        assertThatThrownBy(() -> StudyData.of(pairs(false), BY_SHARE, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("marks no pair as 'test'");
    }

    private record Broken(String name) implements LabelledPicture.Source {
        @Override
        public Picture read() {
            return Picture.read(new byte[0], name);
        }

        @Override
        public String contentKey() {
            return name;
        }
    }

    /** Before training, for all contenders alike; the drawn data are not changed. */
    @Test
    void removesUnreadablePicturesFromTheTestData() {
        StudyData whole = StudyData.of(classes(12, 4), BY_SHARE, 1);
        String broken = whole.pairs().get(0).a().name();
        List<LabelledPicture> pictures = classes(12, 4).pictures().stream()
                .map(picture -> picture.name().equals(broken) ? picture.from(new Broken(broken)) : picture)
                .toList();
        StudyData drawn = StudyData.of(new Classes("things", pictures, "hash"), BY_SHARE, 1);
        StudyData readable = drawn.readable(SkippedPictures.Limit.DEFAULT, Progress.NONE);

        assertThat(drawn.pairs()).hasSameSizeAs(whole.pairs());
        assertThat(readable.pairs())
                .hasSizeLessThan(whole.pairs().size())
                .noneMatch(pair ->
                        pair.a().name().equals(broken) || pair.b().name().equals(broken));
        assertThat(readable.facts().pairs()).isEqualTo(readable.pairs().size());
        assertThat(readable.facts().trials()).isEqualTo(readable.trials().size());
        assertThatThrownBy(() -> drawn.readable(SkippedPictures.Limit.NONE, Progress.NONE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(broken)
                .hasMessageContaining("no picture of these data may be skipped");
    }
}
