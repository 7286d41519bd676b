package dev.likeness.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.data.DataSelection;
import dev.likeness.data.DataSet;
import dev.likeness.data.Homographies;
import dev.likeness.data.ImagePair;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.Split;
import dev.likeness.error.InputException;
import dev.likeness.geometry.PatchNoise;
import dev.likeness.picture.PictureFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HomographiesFormatTest extends DataFormatContract {
    @Override
    String format() {
        return "homographies";
    }

    @Override
    void make(Path folder) throws IOException {
        new DrawnSequence(1).writeOxford(folder.resolve("planes/wall"));
        new DrawnSequence(2).writeHPatches(folder.resolve("planes/floor"));
    }

    @Override
    void changeOneFile() {
        PictureFile.write(new DrawnSequence(3).first(), data.resolve("planes/wall/img1.png"));
    }

    private static Homographies read(Path folder, PatchNoise noise) {
        return (Homographies) new HomographiesFormat(noise).read(FolderTree.of(folder));
    }

    @Test
    void bothLayoutsAreRead() {
        Homographies read = (Homographies) DataFormats.open(data);

        assertThat(read.imagePairs()).extracting(ImagePair::sequence).containsExactly("floor", "wall");
        assertThat(read.pictures()).extracting(LabelledPicture::group).containsOnly("floor", "wall");
        assertThat(read.pictures())
                .extracting(LabelledPicture::name)
                .contains("planes/wall/0000/1", "planes/floor/0000/1");
        for (ImagePair pair : read.imagePairs()) {
            assertThat(pair.first()).hasSizeGreaterThan(5);
            assertThat(pair.second()).hasSizeGreaterThan(5);
        }
    }

    @Test
    void withoutNoiseAPatchShowsTheSamePartOfThePlane() {
        Homographies exact = read(data, PatchNoise.NONE);
        for (ImagePair pair : exact.imagePairs()) {
            Map<String, LabelledPicture> second =
                    pair.second().stream().collect(Collectors.toMap(LabelledPicture::identity, Function.identity()));
            for (LabelledPicture first : pair.first()) {
                LabelledPicture same = second.get(first.identity());
                if (same != null) {
                    assertThat(difference(first, same)).as(first.name()).isLessThan(4);
                }
            }
        }
    }

    @Test
    void noiseMovesPatchesSlightly() {
        double exact = meanDifference(read(data, PatchNoise.NONE));
        double hard = meanDifference(read(data, PatchNoise.HARD));

        assertThat(hard).isGreaterThan(3 * exact).isLessThan(80);
        assertThat(meanDifference(read(data, PatchNoise.HARD))).isEqualTo(hard);
    }

    private static double meanDifference(Homographies data) {
        return data.imagePairs().stream()
                .flatMap(pair -> pair.second().stream()
                        .map(second -> difference(
                                pair.first().stream()
                                        .filter(first -> first.identity().equals(second.identity()))
                                        .findFirst()
                                        .orElseThrow(),
                                second)))
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
    }

    /** In grey levels, the mean over all pixels. */
    private static double difference(LabelledPicture one, LabelledPicture other) {
        byte[] a = one.source().read().rgb();
        byte[] b = other.source().read().rgb();
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs((a[i] & 0xff) - (b[i] & 0xff));
        }
        return sum / a.length;
    }

    @Test
    void withFiveSequencesWholeSequencesAreHeldOut() throws IOException {
        for (int i = 3; i <= 5; i++) {
            new DrawnSequence(i).writeHPatches(data.resolve("planes/plane" + i));
        }
        Split split = Split.byIdentity(DataFormats.open(data).pictures(), 0.2, 1);
        Set<String> trained = split.train().stream().map(LabelledPicture::group).collect(Collectors.toSet());
        assertThat(trained).hasSize(4);
        assertThat(split.heldOut()).isNotEmpty().noneMatch(picture -> trained.contains(picture.group()));
    }

    /** Keys depend on the points and the images only, so that a split finds copies. */
    @Test
    void aCopyOfASequenceHasTheSamePatchesAndKeys() throws IOException {
        new DrawnSequence(1).writeHPatches(data.resolve("planes/again"));
        List<LabelledPicture> all = DataFormats.open(data).pictures();
        List<LabelledPicture> wall =
                all.stream().filter(picture -> picture.group().equals("wall")).toList();
        List<LabelledPicture> again =
                all.stream().filter(picture -> picture.group().equals("again")).toList();
        assertThat(again).hasSameSizeAs(wall);
        for (int i = 0; i < wall.size(); i++) {
            assertThat(again.get(i).source().contentKey())
                    .isEqualTo(wall.get(i).source().contentKey());
            assertThat(again.get(i).source().read().rgb())
                    .isEqualTo(wall.get(i).source().read().rgb());
        }
    }

    @Test
    void aSequenceMayBeAtTheRoot() throws IOException {
        Path root = temporary.resolve("root");
        new DrawnSequence(1).writeOxford(root);
        assertThat(DataFormats.open(root).pictures())
                .extracting(LabelledPicture::group)
                .containsOnly("sequence");
    }

    @Test
    void twoImagesWithOneNumberAreRejected() throws IOException {
        Path wall = data.resolve("planes/wall");
        Files.copy(wall.resolve("img2.png"), wall.resolve("2.png"));
        assertRefused(wall.resolve("img2.png").toString(), "2.png has the same number");
    }

    @Test
    void oxfordsSequencesAreRead() {
        Path zip = Path.of("..", "..", "shared", "data", "affine.zip");
        Assumptions.assumeTrue(Files.exists(zip), zip + " is not here: skipped");
        Homographies read = (Homographies) DataFormats.open(zip);
        assertThat(read.imagePairs()).hasSize(15);
        assertThat(read.imagePairs().stream().map(ImagePair::sequence).distinct())
                .containsExactly("boat", "graf", "iguazu");
    }

    @Test
    void aSelectionKeepsTheFormat() {
        DataSet wall = new DataSelection(List.of("*wall*"), List.of("*/wall/000[0-4]/*")).of(DataFormats.open(data));

        assertThat(wall).isInstanceOf(Homographies.class);
        assertThat(((Homographies) wall).imagePairs())
                .extracting(ImagePair::sequence)
                .containsExactly("wall");
        assertThat(wall.pictures()).noneMatch(picture -> picture.identity().endsWith("/0003"));
        assertThat(wall.hash()).isNotEqualTo(DataFormats.open(data).hash());
    }

    @ParameterizedTest
    @CsvSource({
        "'1 0 0 0 1 0 0 0', it contains 8 numbers",
        "'', it contains 0 numbers",
        "'1 0 0 0 1 0 0 0 NaN', number 9 is",
        "'1 0 0 0 one 0 0 0 1', number 5 is",
        "'1 2 3 2 4 6 0 0 1', singular",
    })
    void aDamagedHomographyIsRejected(String text, String said) throws IOException {
        Path file = data.resolve("planes/wall/H1to2p");
        Files.writeString(file, text);
        assertRefused(file.toString(), said, "expected the 9 numbers");
    }

    @Test
    void missingFilesAreNamed() throws IOException {
        Path wall = data.resolve("planes/wall");
        Files.move(wall.resolve("img2.png"), wall.resolve("img3.png"));
        assertRefused(wall.resolve("H1to2p").toString(), "there is no image 2");
        Files.delete(wall.resolve("H1to2p"));
        assertRefused(wall.resolve("img3.png").toString(), "there is no homography");
        Files.delete(wall.resolve("img3.png"));
        assertRefused(wall.resolve("img1.png").toString(), "the only image");
        Files.delete(wall.resolve("img1.png"));
        Files.writeString(wall.resolve("H1to2p"), "1 0 0 0 1 0 0 0 1");
        assertRefused(wall.resolve("H1to2p").toString(), "there is no image 1");
    }

    @Test
    void anUnreadableImageIsNamed() throws IOException {
        Path image = data.resolve("planes/wall/img2.png");
        Files.writeString(image, "no picture");
        assertRefused(image.toString());
    }

    private void assertRefused(String... parts) {
        assertThatThrownBy(() -> DataFormats.open(data))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(parts);
    }
}
