package dev.likeness.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.data.Classes;
import dev.likeness.data.ContentKey;
import dev.likeness.data.DataCheck;
import dev.likeness.data.DataSet;
import dev.likeness.data.Identities;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.OneShotTrials;
import dev.likeness.data.Photos;
import dev.likeness.data.SeededRandom;
import dev.likeness.data.Split;
import dev.likeness.data.VerificationPairs;
import dev.likeness.error.InputException;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureFile;
import dev.likeness.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PhotosFormatTest extends DataFormatContract {
    @Override
    String format() {
        return "photos";
    }

    @Override
    void make(Path folder) throws IOException {
        for (int number = 1; number <= 6; number++) {
            photograph(folder.resolve("photo" + number + ".png"), number);
        }
    }

    /** A random pattern that depends on a number. */
    private static void photograph(Path file, int number) throws IOException {
        Files.createDirectories(file.getParent());
        byte[] rgb = new byte[3 * 40 * 30];
        Random random = SeededRandom.of(5, number);
        int[] blotches = random.ints(3 * 12, 0, 256).toArray();
        for (int i = 0; i < 40 * 30; i++) {
            for (int c = 0; c < 3; c++) {
                rgb[3 * i + c] = (byte) blotches[3 * (i % 40 / 10 + 4 * (i / 400)) + c];
            }
        }
        PictureFile.write(new Picture(40, 30, rgb), file);
    }

    @Test
    void eachPhotographIsAnIdentityWithFixedViews() {
        DataSet set = DataFormats.open(data);
        assertThat(set).isInstanceOf(Photos.class);
        assertThat(set.pictures()).hasSize(6 * Photos.VIEWS);
        assertThat(set.pictures().stream().limit(4).map(LabelledPicture::name))
                .containsExactly("photo1.png", "photo1.png#1", "photo1.png#2", "photo1.png#3");
        Identities.of(set.pictures()).forEach((identity, views) -> {
            assertThat(views).hasSize(Photos.VIEWS);
            Set<String> pixels = views.stream()
                    .map(view -> ContentKey.of(view.source().read()))
                    .collect(Collectors.toSet());
            assertThat(pixels).as("views of %s", identity).hasSize(Photos.VIEWS);
            assertThat(views.stream().map(view -> view.source().contentKey())).doesNotHaveDuplicates();
        });
        assertThat(set.pictures().get(1).source().read().rgb())
                .isEqualTo(
                        DataFormats.open(data).pictures().get(1).source().read().rgb());
    }

    @Test
    void viewsDoNotDependOnOtherFiles() throws IOException {
        byte[] before = DataFormats.open(data).pictures().get(2).source().read().rgb();
        photograph(data.resolve("a.png"), 9);
        LabelledPicture same = DataFormats.open(data).pictures().get(2 + Photos.VIEWS);
        assertThat(same.name()).isEqualTo("photo1.png#2");
        assertThat(same.source().read().rgb()).isEqualTo(before);
    }

    @Test
    void copiesAreOneIdentity() throws IOException {
        String before = DataFormats.open(data).hash();
        Files.copy(data.resolve("photo2.png"), data.resolve("copy of photo2.png"));
        Photos set = (Photos) DataFormats.open(data);
        assertThat(set.photographs()).hasSize(6);
        assertThat(set.copies()).containsExactly(List.of("copy of photo2.png", "photo2.png"));
        assertThat(set.hash()).isNotEqualTo(before);
        DataCheck check = DataCheck.of(set, Progress.NONE);
        assertThat(check.copies()).isEqualTo(set.copies());
        assertThat(check.isSound()).isTrue();
        assertThat(check.pictures()).isEqualTo(6);
        assertThat(check.singles()).isEmpty();
    }

    @Test
    void theSamePixelsInAnotherFileAreAConflict() throws IOException {
        Picture picture = Picture.read(data.resolve("photo3.png"));
        javax.imageio.ImageIO.write(
                picture.toImage(), "bmp", data.resolve("other.bmp").toFile());
        assertThat(DataCheck.of(DataFormats.open(data), Progress.NONE).conflicts())
                .containsExactly(List.of("other.bmp", "photo3.png"));
    }

    @Test
    void aWrapperIsIgnoredAndFoldersOfIdentitiesAreNotPhotographs() throws IOException {
        Path wrapped = temporary.resolve("wrapped");
        make(wrapped.resolve("holiday/img"));
        assertThat(DataFormats.open(wrapped)).isInstanceOf(Photos.class);
        Path classes = temporary.resolve("classes");
        photograph(classes.resolve("cat/1.png"), 1);
        photograph(classes.resolve("dog/1.png"), 2);
        assertThat(DataFormats.open(classes)).isInstanceOf(Classes.class);
        assertThat(DataFormats.open(classes, "photos").pictures()).hasSize(2 * Photos.VIEWS);
        photograph(classes.resolve("stray.png"), 3);
        assertThatThrownBy(() -> DataFormats.open(classes)).hasMessageContaining("is not in the folder of an identity");
        DataSet all = DataFormats.open(classes, "photos");
        assertThat(all.pictures()).hasSize(3 * Photos.VIEWS);
        assertThat(all.pictures()).extracting(LabelledPicture::group).containsOnly("");
    }

    @Test
    void tooFewPhotographsAreRejected() throws IOException {
        Path empty = Files.createDirectory(temporary.resolve("empty"));
        assertThatThrownBy(() -> DataFormats.open(empty, "photos"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(empty + ": it contains no pictures");
        Path one = temporary.resolve("one");
        photograph(one.resolve("1.png"), 1);
        assertThatThrownBy(() -> DataFormats.open(one))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(one + ": it contains one photograph only", "need two or more");
        Files.copy(one.resolve("1.png"), one.resolve("2.png"));
        assertThatThrownBy(() -> DataFormats.open(one)).hasMessageContaining("it contains one photograph only");
    }

    @Test
    void aBrokenPhotographIsNamedForEachOfItsViews() throws IOException {
        Files.write(data.resolve("photo4.png"), new byte[] {1, 2, 3});
        for (LabelledPicture picture : DataFormats.open(data).pictures()) {
            if (picture.identity().equals("photo4.png")) {
                assertThatThrownBy(() -> picture.source().read())
                        .isInstanceOf(InputException.class)
                        .hasMessageContaining(data.resolve("photo4.png").toString());
            }
        }
        assertThat(DataCheck.of(DataFormats.open(data), Progress.NONE).unreadable())
                .extracting(DataCheck.Unreadable::name)
                .containsExactly("photo4.png");
    }

    @Test
    void photographsGiveSplitsPairsAndTrials() {
        List<LabelledPicture> pictures = DataFormats.open(data).pictures();
        Split split = Split.byIdentity(pictures, 0.34, 1);
        assertThat(split.heldOut()).hasSize(2 * Photos.VIEWS);
        assertThat(VerificationPairs.draw(pictures, 30, 1)).hasSize(30);
        assertThat(OneShotTrials.draw(pictures, 5, 3, 1).trials()).hasSize(15);
    }
}
