package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.data.ContentKey;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.OneShotTrial;
import dev.likeness.data.OneShotTrials;
import dev.likeness.data.format.DataFormats;
import dev.likeness.error.InputException;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureShape;
import dev.likeness.picture.Resizer;
import dev.likeness.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DrawnPicturesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void theSameSettingsDrawTheSamePictures(DrawingStyle style) {
        DrawnPictures.Settings settings = new DrawnPictures.Settings(style, 2, 3, 4, 40, 7);
        List<LabelledPicture> first = DrawnPictures.inMemory(settings);
        List<LabelledPicture> second = DrawnPictures.inMemory(settings);
        assertThat(first).hasSize(24).hasSize((int) settings.total());
        for (int i = first.size() - 1; i >= 0; i--) { // in reverse: the order of drawing must have no influence
            assertThat(first.get(i).source().read().rgb())
                    .isEqualTo(second.get(i).source().read().rgb());
        }
        assertThat(first)
                .extracting(picture -> ContentKey.of(picture.source().read()))
                .doesNotHaveDuplicates();
        DrawnPictures.Settings otherSeed = new DrawnPictures.Settings(style, 2, 3, 4, 40, 8);
        assertThat(DrawnPictures.inMemory(otherSeed).get(0).source().contentKey())
                .isNotEqualTo(first.get(0).source().contentKey());
    }

    @ParameterizedTest
    @EnumSource
    void writtenPicturesAreAClassesDataSet(DrawingStyle style) {
        DrawnPictures.Settings settings = new DrawnPictures.Settings(style, 2, 3, 2, 24, 1);
        List<Long> seen = new ArrayList<>();
        Path out = folder.resolve("new/drawn");
        DrawnPictures.write(settings, out, (done, total, note) -> {
            seen.add(done);
            assertThat(total).isEqualTo(12);
        });
        assertThat(seen).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
        List<LabelledPicture> read = DataFormats.open(out, "classes").pictures();
        List<LabelledPicture> drawn = DrawnPictures.inMemory(settings);
        assertThat(read)
                .extracting(LabelledPicture::name)
                .isEqualTo(drawn.stream().map(LabelledPicture::name).toList());
        for (int i = 0; i < read.size(); i++) {
            assertThat(read.get(i).identity()).isEqualTo(drawn.get(i).identity());
            assertThat(read.get(i).group()).isEqualTo(drawn.get(i).group());
            assertThat(read.get(i).source().read().rgb())
                    .isEqualTo(drawn.get(i).source().read().rgb());
        }
    }

    /** Learnable, but not by pixels alone: nearest neighbours on pixels are better than chance but often wrong. */
    @ParameterizedTest
    @EnumSource
    void picturesOfAnIdentityAreSimilarButNotEqual(DrawingStyle style) {
        DrawnPictures.Settings settings = new DrawnPictures.Settings(style, 4, 20, 6, 48, 3);
        List<OneShotTrial> trials =
                OneShotTrials.draw(DrawnPictures.inMemory(settings), 20, 6, 1).trials();
        long right = trials.stream()
                .filter(trial -> nearest(trial) == trial.answer())
                .count();
        assertThat(right / (double) trials.size()).isBetween(0.15, 0.9);
    }

    private static int nearest(OneShotTrial trial) {
        int best = -1;
        double bestDistance = Double.POSITIVE_INFINITY;
        byte[] query = small(trial.query());
        for (int i = 0; i < trial.gallery().size(); i++) {
            byte[] other = small(trial.gallery().get(i));
            double distance = 0;
            for (int at = 0; at < query.length; at++) {
                double off = (query[at] & 0xff) - (other[at] & 0xff);
                distance += off * off;
            }
            if (distance < bestDistance) {
                bestDistance = distance;
                best = i;
            }
        }
        return best;
    }

    private static byte[] small(LabelledPicture picture) {
        return Resizer.area(picture.source().read(), new PictureShape(16, 16, 3));
    }

    /** The committed examples are golden files: an intended change of the drawing must redraw them. */
    @ParameterizedTest
    @CsvSource({"boat, 1", "wheels, 2", "knot, 5"})
    void theCommittedExamplesAreReproduced(String name, int identity) {
        DrawnPictures.Settings settings = new DrawnPictures.Settings(DrawingStyle.STROKES, 1, 12, 3, 105, 101);
        for (int hand = 0; hand < 3; hand++) {
            Picture drawn = DrawnPictures.inMemory(settings)
                    .get(3 * identity + hand)
                    .source()
                    .read();
            Picture example = Picture.read(Path.of("..", "examples", name + "-" + (hand + 1) + ".png"));
            for (int i = 0; i < drawn.rgb().length; i++) {
                // Sines may differ in their last bit between processors.
                assertThat(drawn.rgb()[i] & 0xff).isCloseTo(example.rgb()[i] & 0xff, within(2));
            }
        }
    }

    @Test
    void strokesAreBlackOnWhiteAndInsideThePicture() {
        DrawnPictures.Settings settings = new DrawnPictures.Settings(DrawingStyle.STROKES, 10, 10, 3, 105, 5);
        int onEdge = 0;
        for (LabelledPicture labelled : DrawnPictures.inMemory(settings)) {
            Picture picture = labelled.source().read();
            byte[] grey = Resizer.luma(picture);
            int dark = 0;
            boolean edge = false;
            for (int i = 0; i < grey.length; i++) {
                if ((grey[i] & 0xff) < 128) {
                    dark++;
                    int x = i % 105;
                    int y = i / 105;
                    edge |= x == 0 || y == 0 || x == 104 || y == 104;
                }
            }
            onEdge += edge ? 1 : 0;
            assertThat(dark / (double) grey.length).as(labelled.name()).isBetween(0.005, 0.25);
        }
        assertThat(onEdge).isLessThan(15); // of 300
    }

    @Test
    void aFolderWithFilesIsRejected() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "");
        assertThatThrownBy(() -> DrawnPictures.write(DrawnPictures.Settings.defaults(), folder, Progress.NONE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(folder + ": the folder is not empty");
    }

    @Test
    void aFileIsNotAFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "");
        assertThatThrownBy(() -> DrawnPictures.write(DrawnPictures.Settings.defaults(), file, Progress.NONE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the folder cannot be listed");
    }

    @Test
    void settingsReportTheAllowedRange() {
        assertThatThrownBy(() -> new DrawnPictures.Settings(DrawingStyle.SHAPES, 1, 1, 1, 5, 1))
                .isInstanceOf(InputException.class)
                .hasMessage("drawing was requested with the size in pixels = 5; allowed is 16 to 2048;"
                        + " choose a number in between");
        assertThatThrownBy(() -> DrawingStyle.byLabel("oil"))
                .isInstanceOf(InputException.class)
                .hasMessage("there is no drawing style 'oil'; choose one of shapes, strokes");
        assertThat(DrawingStyle.byLabel("shapes")).isEqualTo(DrawingStyle.SHAPES);
    }
}
