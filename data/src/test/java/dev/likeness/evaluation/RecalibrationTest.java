package dev.likeness.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.data.Classes;
import dev.likeness.data.DataSet;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.Runs;
import dev.likeness.data.SplitName;
import dev.likeness.data.TrainedIdentities;
import dev.likeness.error.InputException;
import dev.likeness.progress.Progress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecalibrationTest {
    private static final Recalibration.Settings SETTINGS = new Recalibration.Settings(200, 0.5, 1);
    private static final int IDENTITIES = 40;

    /** Four pictures of each identity, of similar brightness. */
    private static List<LabelledPicture> pictures() {
        List<LabelledPicture> pictures = new ArrayList<>();
        for (int identity = 0; identity < IDENTITIES; identity++) {
            for (int number = 0; number < 4; number++) {
                pictures.add(Samples.picture(
                        "thing%02d".formatted(identity), String.valueOf(number), 6 * identity + number));
            }
        }
        return pictures;
    }

    private static Recalibration fit(DataSet data, TrainedIdentities trained) {
        return Recalibration.of(
                MeasureUnderTest.skippingNone(new Samples.Brightness(false), Progress.NONE), data, trained, SETTINGS);
    }

    @Test
    void trainedIdentitiesAreLeftOut() {
        Set<String> identities = Set.of("thing00", "thing01", "thing02");
        Recalibration fitted = fit(Classes.of("data", pictures()), new TrainedIdentities(identities, Set.of(), false));

        assertThat(fitted.identities()).isEqualTo(IDENTITIES - 3);
        assertThat(fitted.trainedLeftOut()).isEqualTo(3);
        assertThat(fitted.alsoTrained()).isNull();
        assertThat(fitted.fit().scored().pairs())
                .hasSize(200)
                .noneMatch(pair -> identities.contains(pair.a().identity())
                        || identities.contains(pair.b().identity()));
    }

    @Test
    void declaredSplitsLeaveOutTestPicturesButShareIdentities() {
        List<LabelledPicture> pictures = pictures();
        Map<String, SplitName> splits = new HashMap<>();
        Set<String> trained = new HashSet<>();
        for (int i = 0; i < pictures.size(); i++) {
            SplitName split = List.of(SplitName.TRAIN, SplitName.VALIDATION, SplitName.VALIDATION, SplitName.TEST)
                    .get(i % 4);
            splits.put(pictures.get(i).name(), split);
            if (split == SplitName.TRAIN) {
                trained.add(pictures.get(i).name());
            }
        }
        Recalibration fitted = fit(
                Classes.of("data", pictures, splits),
                new TrainedIdentities(Set.of("thing00", "thing01"), trained, true));

        assertThat(fitted.identities()).isEqualTo(IDENTITIES);
        assertThat(fitted.trainedLeftOut()).isZero();
        assertThat(fitted.alsoTrained()).isEqualTo(2);
        assertThat(fitted.fit().scored().pairs())
                .allSatisfy(pair -> assertThat(splits.get(pair.a().name())).isEqualTo(SplitName.VALIDATION));
    }

    @Test
    void dataWithoutNewIdentitiesAreRejected() {
        Set<String> all =
                Set.copyOf(pictures().stream().map(LabelledPicture::identity).toList());
        assertThatThrownBy(() -> fit(Classes.of("data", pictures()), new TrainedIdentities(all, Set.of(), false)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("data: the model was trained on every identity");
        assertThatThrownBy(() -> fit(new Runs("runs", pictures(), List.of(), "hash"), TrainedIdentities.NONE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("runs: one-shot runs are test data");
    }
}
