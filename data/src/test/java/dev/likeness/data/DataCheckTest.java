package dev.likeness.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.data.format.DataFormatContract;
import dev.likeness.data.format.DataFormats;
import dev.likeness.error.InputException;
import dev.likeness.progress.Progress;
import dev.likeness.synthesis.DrawingStyle;
import dev.likeness.synthesis.DrawnPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCheckTest {
    @TempDir
    Path folder;

    @Test
    void everythingIsReported() throws IOException {
        Path data = folder.resolve("data");
        DrawnPictures.write(new DrawnPictures.Settings(DrawingStyle.STROKES, 2, 3, 4, 20, 1), data, Progress.NONE);
        DataFormatContract.picture(data.resolve("group001/single/1.png"), 5);
        Files.writeString(data.resolve("group001/thing0001/0001.png"), "no picture");
        Files.copy(data.resolve("group001/thing0001/0002.png"), data.resolve("group002/thing0001/copy.png"));
        Files.copy(data.resolve("group001/thing0002/0001.png"), data.resolve("group001/thing0002/copy.png"));
        List<Long> reported = new ArrayList<>();

        DataCheck check = DataCheck.of(DataFormats.open(data), (done, total, note) -> reported.add(done));

        assertThat(reported).hasSize(27).isSorted().endsWith(27L);
        assertThat(check.format()).isEqualTo("classes");
        assertThat(check.pictures()).isEqualTo(27);
        assertThat(check.identities()).isEqualTo(7);
        assertThat(check.groups()).isEqualTo(2);
        assertThat(check.perIdentity()).isEqualTo(new DataCheck.Spread(1, 4, 5));
        assertThat(check.smallest()).isEqualTo(new DataCheck.Size(6, 6));
        assertThat(check.largest()).isEqualTo(new DataCheck.Size(20, 20));
        assertThat(check.unreadable()).singleElement().satisfies(unreadable -> {
            assertThat(unreadable.name()).isEqualTo("group001/thing0001/0001.png");
            assertThat(unreadable.reason()).contains("this is plain text, which is not read");
        });
        assertThat(check.conflicts())
                .containsExactly(List.of("group001/thing0001/0002.png", "group002/thing0001/copy.png"));
        assertThat(check.copies())
                .containsExactly(List.of("group001/thing0002/0001.png", "group001/thing0002/copy.png"));
        assertThat(check.singles()).containsExactly("group001/single");
        assertThat(check.isSound()).isFalse();
    }

    @Test
    void dataWithoutFaultsAreSound() {
        List<LabelledPicture> drawn =
                DrawnPictures.inMemory(new DrawnPictures.Settings(DrawingStyle.SHAPES, 1, 3, 2, 20, 1));
        DataCheck check = DataCheck.of(new Classes("drawn", drawn, ""), Progress.NONE);
        assertThat(check.isSound()).isTrue();
        assertThat(check.perIdentity()).isEqualTo(new DataCheck.Spread(2, 2, 2));
        assertThat(check.singles()).isEmpty();
    }

    @Test
    void unreadablePicturesHaveNoSizes() {
        LabelledPicture broken = new LabelledPicture("a", "a", "", () -> {
            throw new InputException("a: broken");
        });
        DataCheck check = DataCheck.of(new Classes("x", List.of(broken), ""), Progress.NONE);
        assertThat(check.smallest()).isNull();
        assertThat(check.unreadable()).containsExactly(new DataCheck.Unreadable("a", "a: broken"));
    }

    @Test
    void contradictoryPairsAreFound() throws IOException {
        for (int i = 1; i <= 3; i++) {
            DataFormatContract.picture(folder.resolve(i + ".png"), i);
        }
        Files.writeString(folder.resolve("pairs.csv"), "a,b,label\n1.png,2.png,1\n2.png,3.png,1\n1.png,3.png,0\n");
        DataCheck check = DataCheck.of(DataFormats.open(folder), Progress.NONE);
        assertThat(check.layout().contradictions())
                .singleElement()
                .satisfies(pair -> assertThat(pair.b().name()).isEqualTo("3.png"));
        assertThat(check.isSound()).isFalse();
    }

    @Test
    void omniglotHasOneDrawingTwice() {
        Path zip = Path.of("..", "..", "shared", "data", "omniglot-background.zip");
        Assumptions.assumeTrue(Files.exists(zip), zip + " is not here: skipped");
        DataCheck check = DataCheck.of(DataFormats.open(zip), Progress.NONE);
        assertThat(check.unreadable()).isEmpty();
        assertThat(check.largest()).isEqualTo(new DataCheck.Size(105, 105));
        assertThat(check.perIdentity()).isEqualTo(new DataCheck.Spread(20, 20, 20));
        assertThat(check.copies())
                .contains(List.of(
                        "images_background/Braille/character01/0192_03.png",
                        "images_background/Braille/character01/0192_19.png"));
    }
}
