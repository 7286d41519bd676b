package dev.likeness.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.data.DataCheck;
import dev.likeness.data.DataSelection;
import dev.likeness.data.DataSet;
import dev.likeness.data.DeclaredSplits;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.Pairs;
import dev.likeness.data.SplitName;
import dev.likeness.data.TrainingSplit;
import dev.likeness.error.InputException;
import dev.likeness.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitFoldersTest {
    @TempDir
    Path folder;

    private int number = 1;

    /** Two pictures of each identity in each folder. */
    private Path make(List<String> splits, List<String> identities) throws IOException {
        for (String split : splits) {
            for (String identity : identities) {
                for (int i = 1; i <= 2; i++) {
                    DataFormatContract.picture(
                            folder.resolve("data/" + split + "/" + identity + "/" + i + ".png"), number++);
                }
            }
        }
        return folder.resolve("data");
    }

    private static Set<String> identities(List<LabelledPicture> pictures) {
        return pictures.stream().map(LabelledPicture::identity).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"train,val,test", "Train,Valid,TEST", "training,validation,testing", "train,dev,eval"})
    void foldersOfTheSameClassesAreSplits(String names) throws IOException {
        Path data = make(List.of(names.split(",", -1)), List.of("boat", "knot"));
        for (DataSet set : List.of(
                DataFormats.open(data),
                DataFormats.open(data, "classes"),
                DataFormats.open(Zips.pack(data, folder.resolve("packed.zip"))))) {
            assertThat(identities(set.pictures())).containsExactlyInAnyOrder("boat", "knot");
            assertThat(set.pictures()).extracting(LabelledPicture::group).containsOnly("");
            DeclaredSplits splits = set.declaredSplits();
            assertThat(splits.names()).containsExactly(SplitName.TRAIN, SplitName.VALIDATION, SplitName.TEST);
            assertThat(splits.shares()).allSatisfy(share -> {
                assertThat(share.pictures()).isEqualTo(4);
                assertThat(share.matching()).isEqualTo(2);
                assertThat(share.alsoTrained()).isEqualTo(2);
            });
            assertThat(set.evaluationPictures()).isEqualTo(splits.pictures(SplitName.TEST));
        }
    }

    @Test
    void groupsBelowSplitsRemainGroups() throws IOException {
        DataSet set = DataFormats.open(make(List.of("train", "test"), List.of("Latin/a", "Greek/alpha")));
        assertThat(identities(set.pictures())).containsExactlyInAnyOrder("Latin/a", "Greek/alpha");
        assertThat(set.pictures()).extracting(LabelledPicture::group).containsOnly("Latin", "Greek");
        assertThat(set.declaredSplits().names()).containsExactly(SplitName.TRAIN, SplitName.TEST);
    }

    @Test
    void classesNamedLikeSplitsRemainClasses() throws IOException {
        assertThat(DataFormats.open(make(List.of("train/a", "bus/a"), List.of("x")))
                        .declaredSplits()
                        .isEmpty())
                .isTrue();
        Path vehicles = folder.resolve("vehicles");
        for (String name : List.of("train/1.png", "train/2.png", "test/1.png", "bus/1.png")) {
            DataFormatContract.picture(vehicles.resolve(name), number++);
        }
        assertThat(identities(DataFormats.open(vehicles).pictures())).containsExactlyInAnyOrder("train", "test", "bus");
        Path flat = folder.resolve("flat");
        DataFormatContract.picture(flat.resolve("train/1.png"), number++);
        DataFormatContract.picture(flat.resolve("test/1.png"), number++);
        assertThat(identities(DataFormats.open(flat).pictures())).containsExactlyInAnyOrder("train", "test");
        Path one = folder.resolve("one");
        DataFormatContract.picture(one.resolve("train/cat/1.png"), number++);
        DataFormatContract.picture(one.resolve("train/dog/1.png"), number++);
        assertThat(DataFormats.open(one).declaredSplits().isEmpty()).isTrue();
    }

    @Test
    void aPictureBesideTheClassesOfASplitIsRejected() throws IOException {
        Path data = make(List.of("train", "test"), List.of("boat", "knot"));
        DataFormatContract.picture(data.resolve("test/stray.png"), number++);
        assertThatThrownBy(() -> DataFormats.open(data))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("stray.png: this picture is not in the folder of an identity");
    }

    @Test
    void trainingUsesTrainAndValidationButNotTest() throws IOException {
        DataSet set = DataFormats.open(make(List.of("train", "val", "test"), List.of("a", "b", "c")));
        TrainingSplit split = set.trainingSplit(0.5, 1);
        assertThat(split.declared()).isTrue();
        assertThat(split.train()).hasSize(6).allMatch(picture -> picture.name().startsWith("train/"));
        assertThat(split.heldOut())
                .hasSize(6)
                .allMatch(picture -> picture.name().startsWith("val/"));
    }

    @Test
    void withoutAValidationSplitIdentitiesOfTrainAreHeldOut() throws IOException {
        DataSet set = DataFormats.open(make(List.of("train", "test"), List.of("a", "b", "c", "d")));
        TrainingSplit split = set.trainingSplit(0.5, 1);
        assertThat(split.declared()).isFalse();
        assertThat(identities(split.train())).hasSize(2).doesNotContainAnyElementsOf(identities(split.heldOut()));
        assertThat(split.train()).allMatch(picture -> picture.name().startsWith("train/"));
        assertThat(split.heldOut()).allMatch(picture -> picture.name().startsWith("train/"));
    }

    @Test
    void splitsWithoutMatchesAreRejectedForTraining() throws IOException {
        DataSet set = DataFormats.open(make(List.of("val", "test"), List.of("a", "b")));
        assertThatThrownBy(() -> set.trainingSplit(0.5, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the split 'train' has 0 identities with two or more pictures");
    }

    @Test
    void aCopyInAnotherSplitIsRejected() throws IOException {
        Path data = make(List.of("train", "val", "test"), List.of("a", "b"));
        DataCheck before = DataCheck.of(DataFormats.open(data), Progress.NONE);
        assertThat(before.isSound()).isTrue();
        assertThat(before.splits()).hasSize(3);
        Files.copy(data.resolve("train/a/1.png"), data.resolve("val/a/copy.png"));
        DataSet set = DataFormats.open(data);
        DataCheck check = DataCheck.of(set, Progress.NONE);
        assertThat(check.acrossSplits()).containsExactly(List.of("train/a/1.png", "val/a/copy.png"));
        assertThat(check.isSound()).isFalse();
        assertThatThrownBy(() -> set.trainingSplit(0.5, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the same picture is on both sides of the split");
    }

    @Test
    void aSplitCanBeSelected() throws IOException {
        DataSet set = DataFormats.open(make(List.of("train", "val", "test"), List.of("a", "b")));
        for (String word : List.of("train", "val", "Validation", "test")) {
            DataSet one = new DataSelection(List.of(), List.of(), "", word).of(set);
            String start = word.toLowerCase(Locale.ROOT).substring(0, 3);
            assertThat(one.evaluationPictures())
                    .hasSize(4)
                    .allMatch(picture -> picture.name().startsWith(start));
            assertThat(one.declaredSplits().isEmpty()).isTrue();
        }
        DataSet all = new DataSelection(List.of(), List.of(), "", "all").of(set);
        assertThat(all.evaluationPictures()).hasSize(12);
        DataSet some = new DataSelection(List.of(), List.of("*/b/*"), "", "").of(set);
        assertThat(some.declaredSplits().names()).hasSize(3);
        assertThat(some.evaluationPictures()).hasSize(2);
        assertThatThrownBy(() -> new DataSelection(List.of(), List.of(), "", "some"))
                .hasMessageContaining("there is no split 'some'; allowed are train, val, test and all");
        assertThatThrownBy(() -> new DataSelection(List.of(), List.of(), "", "test").of(all))
                .hasMessageContaining("the data have no split '");
    }

    @Test
    void splitsBesideOtherFoldersAreReported() throws IOException {
        Path data = make(List.of("train", "test", "more"), List.of("a", "b"));
        DataCheck check = DataCheck.of(DataFormats.open(data), Progress.NONE);
        assertThat(check.layout().strayGroups()).containsExactly("test", "train");
        assertThat(check.isSound()).isFalse();
    }

    /** The thing first, then the split: each thing would be another one in each split. */
    @Test
    void splitsInsideThingsAreReported() throws IOException {
        Path data = make(List.of("boat", "knot"), List.of("train", "val"));
        DataCheck check = DataCheck.of(DataFormats.open(data), Progress.NONE);
        assertThat(check.layout().splitIdentities())
                .containsExactly("boat/train", "boat/val", "knot/train", "knot/val");
        assertThat(check.isSound()).isFalse();
        Path other = make(List.of("boat", "knot"), List.of("train", "val", "whole"));
        assertThat(DataCheck.of(DataFormats.open(other), Progress.NONE).layout().splitIdentities())
                .isEmpty();
    }

    @Test
    void pairsAreSelectedByTheSameWords() throws IOException {
        Path data = make(List.of("x"), List.of("a", "b", "c"));
        Files.writeString(data.resolve("pairs.csv"), """
                a,b,label,split
                x/a/1.png,x/a/2.png,1,train
                x/b/1.png,x/b/2.png,1,dev
                x/a/1.png,x/c/1.png,0,TEST
                """);
        Pairs pairs = (Pairs) DataFormats.open(data);
        assertThat(pairs.splits().values()).containsExactlyInAnyOrder("train", "validation", "test");
        Pairs train = (Pairs) new DataSelection(List.of(), List.of(), "", "train").of(pairs);
        assertThat(train.evaluationPairs()).isEqualTo(pairs.pairs().subList(0, 1));
        assertThat(((Pairs) new DataSelection(List.of(), List.of(), "", "all").of(pairs)).evaluationPairs())
                .hasSize(3);
    }
}
