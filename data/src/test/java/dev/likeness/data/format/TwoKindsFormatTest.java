package dev.likeness.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.data.DataCheck;
import dev.likeness.data.Identities;
import dev.likeness.data.KindCount;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.OneShotTrials;
import dev.likeness.data.PicturePair;
import dev.likeness.data.Split;
import dev.likeness.data.TwoKinds;
import dev.likeness.data.VerificationPairs;
import dev.likeness.error.InputException;
import dev.likeness.measure.Side;
import dev.likeness.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TwoKindsFormatTest extends DataFormatContract {
    private static final List<String> WORDS = List.of(
            "anchor",
            "red apple",
            "1f4a9",
            "2764-fe0f",
            "bell",
            "cat.big",
            "dog",
            "drum",
            "fish",
            "kite",
            "moon",
            "owl");

    private int pictures;

    @Override
    String format() {
        return "kinds";
    }

    @Override
    void make(Path folder) throws IOException {
        make(folder.resolve("outer"), "photo", WORDS, ".png");
        make(folder.resolve("outer"), "sketch", WORDS, ".PNG");
        Files.writeString(folder.resolve("outer/list.json"), "{}");
        Files.writeString(folder.resolve("outer/photo/README.md"), "photographs");
    }

    /** Pictures that differ between all kinds and names. */
    private void make(Path folder, String kind, List<String> names, String ending) throws IOException {
        for (String name : names) {
            picture(folder.resolve(kind).resolve(name + ending), ++pictures);
        }
    }

    private static List<String> numbers(String format, int count) {
        return Stream.iterate(1, i -> i + 1).limit(count).map(format::formatted).toList();
    }

    @Test
    void equalNamesAreTheSameIdentity() {
        TwoKinds kinds = (TwoKinds) DataFormats.open(data);

        assertThat(kinds.kinds()).containsExactly("photo", "sketch");
        assertThat(kinds.count(Side.A)).isEqualTo(12);
        assertThat(kinds.count(Side.B)).isEqualTo(12);
        assertThat(Identities.of(kinds.pictures()))
                .containsOnlyKeys(WORDS)
                .allSatisfy((identity, pictures) -> assertThat(pictures)
                        .extracting(LabelledPicture::name)
                        .containsExactly("outer/photo/" + identity + ".png", "outer/sketch/" + identity + ".PNG"));
        assertThat(kinds.pictures()).allSatisfy(picture -> {
            assertThat(picture.kind()).isEqualTo(picture.name().contains("photo") ? Side.A : Side.B);
            assertThat(picture.group()).isEmpty();
        });
    }

    @Test
    void endingsMayDiffer() throws IOException {
        Path mixed = temporary.resolve("mixed");
        make(mixed, "day", WORDS, ".png");
        make(mixed, "night", WORDS, ".bmp");
        assertThat(DataFormats.open(mixed).format()).isEqualTo("kinds");
        assertThat(Identities.of(DataFormats.open(mixed).pictures())).hasSize(12);
    }

    @Test
    void foldersInsideAreGroups() throws IOException {
        Path nested = temporary.resolve("nested");
        for (String kind : List.of("day", "night")) {
            make(nested.resolve(kind), "sea", WORDS.subList(0, 6), ".png");
            make(nested.resolve(kind), "land", WORDS.subList(6, 12), ".png");
        }
        LabelledPicture first = DataFormats.open(nested).pictures().get(0);
        assertThat(first.name()).isEqualTo("day/land/dog.png");
        assertThat(first.identity()).isEqualTo("land/dog");
        assertThat(first.group()).isEqualTo("land");
        assertThat(first.kind()).isEqualTo(Side.A);
    }

    @Test
    void twoIdentitiesWithEqualNumbersRemainTwoIdentities() throws IOException {
        for (String format : List.of("%03d", "IMG_%04d", "photo (%d)", "%d-2024-%02d")) {
            Path numbered = Files.createTempDirectory(temporary, "numbered");
            List<String> names = format.contains("-") ? List.of("1-2024-01", "2-2024-02") : numbers(format, 100);
            make(numbered, "cat", names, ".png");
            make(numbered, "dog", names, ".png");
            assertThat(DataFormats.open(numbered).format()).as(format).isEqualTo("classes");
            assertThat(DataFormats.open(numbered, "kinds").format()).isEqualTo("kinds");
        }
    }

    @Test
    void twoGroupsWithEqualIdentityNamesRemainClasses() throws IOException {
        Path writers = temporary.resolve("writers");
        for (String letter : WORDS) {
            make(writers.resolve("anna"), letter, numbers("%d", 3), ".png");
            make(writers.resolve("bert"), letter, numbers("%d", 3), ".png");
        }
        assertThat(DataFormats.open(writers).format()).isEqualTo("classes");
    }

    @Test
    void fewCommonNamesRemainClasses() throws IOException {
        Path different = temporary.resolve("different");
        make(different, "cat", WORDS, ".png");
        make(different, "dog", WORDS, ".png");
        make(different, "dog", numbers("own%d", 13), ".png");
        assertThat(DataFormats.open(different).format()).isEqualTo("classes");
        Files.delete(different.resolve("dog/own1.png"));
        assertThat(DataFormats.open(different).format()).isEqualTo("kinds");
        assertThat(DataFormats.open(different, "classes").format()).isEqualTo("classes");
    }

    @Test
    void threeFoldersAreClasses() throws IOException {
        make(data.resolve("outer"), "wood", WORDS, ".png");
        assertThat(DataFormats.open(data).format()).isEqualTo("classes");
        assertRefused(data, "it contains 3 folders of pictures (photo, sketch, wood); two are needed");
    }

    @Test
    void otherNumbersOfKindsAreRejected() throws IOException {
        Path empty = Files.createDirectories(temporary.resolve("empty"));
        assertRefused(empty, "it contains 0 folders of pictures; two are needed");
        make(empty, "day", WORDS, ".png");
        Files.createDirectories(empty.resolve("night"));
        assertRefused(empty, "it contains 1 folders of pictures (day)");
        make(empty, "night", List.of("other"), ".png");
        assertRefused(empty, "no picture in day has the name of one in night");
        picture(data.resolve("outer/stray.png"), 1);
        assertRefused(data, data.resolve("outer/stray.png") + ": this picture is not in the folder of a kind");
    }

    private static void assertRefused(Path data, String message) {
        assertThatThrownBy(() -> DataFormats.open(data, "kinds"))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(data.toString())
                .hasMessageContaining(message);
    }

    @Test
    void identitiesOfOneKindAreKeptAndReported() throws IOException {
        make(data.resolve("outer"), "sketch", List.of("lonely", "alone"), ".png");
        make(data.resolve("outer"), "sketch", List.of("alone"), ".bmp");
        DataCheck check = DataCheck.of(DataFormats.open(data), Progress.NONE);
        assertThat(check.format()).isEqualTo("kinds");
        assertThat(check.kinds()).containsExactly(new KindCount("photo", 12), new KindCount("sketch", 15));
        assertThat(check.singles()).containsExactly("alone", "lonely");
        assertThat(check.isSound()).isTrue();
    }

    @Test
    void queriesAreOfTheFirstKindAndCandidatesOfTheSecond() throws IOException {
        make(data.resolve("outer"), "photo", List.of("alone"), ".png");
        make(data.resolve("outer"), "sketch", List.of("lonely"), ".png");
        List<LabelledPicture> pictures = new ArrayList<>(DataFormats.open(data).pictures());
        Collections.shuffle(pictures, new Random(1));

        List<PicturePair> pairs = VerificationPairs.draw(pictures, 1000, 1);
        assertThat(pairs).hasSize(24); // each identity makes one match
        assertThat(pairs).allSatisfy(pair -> {
            assertThat(pair.a().kind()).isEqualTo(Side.A);
            assertThat(pair.b().kind()).isEqualTo(Side.B);
            assertThat(pair.match())
                    .isEqualTo(pair.a().identity().equals(pair.b().identity()));
        });
        assertThat(OneShotTrials.possible(pictures)).isTrue();
        OneShotTrials trials = OneShotTrials.draw(pictures, 20, 5, 1);
        assertThat(trials.ways()).isEqualTo(12);
        assertThat(trials.trials()).allSatisfy(trial -> {
            assertThat(trial.query().kind()).isEqualTo(Side.A);
            assertThat(trial.gallery())
                    .extracting(LabelledPicture::kind)
                    .doesNotContainNull()
                    .containsOnly(Side.B);
            assertThat(trial.gallery().get(trial.answer()).identity())
                    .isEqualTo(trial.query().identity());
        });
    }

    @Test
    void nonMatchesAreFoundIfOnlyOneIdentityHasBothKinds() throws IOException {
        Path few = temporary.resolve("few");
        make(few, "day", List.of("x", "y", "z"), ".png");
        make(few, "night", List.of("x"), ".png");
        List<PicturePair> pairs =
                VerificationPairs.draw(DataFormats.open(few, "kinds").pictures(), 10, 1);
        assertThat(pairs).hasSize(2);
        assertThat(pairs.get(1).match()).isFalse();
        assertThat(OneShotTrials.possible(DataFormats.open(few, "kinds").pictures()))
                .isFalse();
    }

    @Test
    void aSplitKeepsBothKindsOfAnIdentityTogether() throws IOException {
        make(data.resolve("outer"), "photo", List.of("alone"), ".png");
        Split split = Split.byIdentity(DataFormats.open(data).pictures(), 0.3, 1);
        assertThat(Identities.of(split.heldOut()).values())
                .hasSize(4)
                .allSatisfy(
                        identity -> assertThat(Identities.canMatch(identity)).isEqualTo(identity.size() == 2));
    }
}
