package dev.likeness.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.data.format.DataFormatContract;
import dev.likeness.data.format.DataFormats;
import dev.likeness.data.format.Zips;
import dev.likeness.error.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileLabelsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "^(obj\\d+)__, obj1__12.png, obj1",
        "^obj\\d+, obj1__12.png, obj1",
        "_(\\d)(\\d)\\., obj1_12.png, 1",
        "(x)?obj, obj1.png, ''",
        "cat, obj1.png, ''",
        "z*, obj1.png, ''",
    })
    void theFirstGroupOrTheMatchIsTheIdentity(String regex, String name, String identity) {
        assertThat(new FileLabels(regex).of(name)).isEqualTo(identity);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a", "[a", "*", "(?<1>a)", ""})
    void invalidExpressionsAreRejected(String regex) {
        assertThatThrownBy(() -> new FileLabels(regex))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("the label expression ")
                .message()
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"^(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)x$", "^((a+)(a+)(a+))+\\1x$"})
    void catastrophicBacktrackingIsStopped(String regex) {
        String name = "a".repeat(60) + ".png";
        assertThatThrownBy(() -> new FileLabels(regex).of(name))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("takes too long on the file name aaa");
    }

    private Path make(String... names) throws IOException {
        int number = 1;
        for (String name : names) {
            DataFormatContract.picture(folder.resolve("data").resolve(name), number++);
        }
        return folder.resolve("data");
    }

    @Test
    void identitiesComeFromNamesAndGroupsFromFolders() throws IOException {
        Path data = make("in/a_1.png", "in/a_2.png", "out/a_1.png", "out/b_1.png");
        FileLabels labels = new FileLabels("^([^_]+)_");
        for (DataSet set : List.of(
                DataFormats.open(data, null, labels),
                DataFormats.open(Zips.pack(data, folder.resolve("data.zip")), "classes", labels))) {
            assertThat(set.format()).isEqualTo("classes");
            assertThat(set.pictures())
                    .extracting(LabelledPicture::identity)
                    .containsExactly("in/a", "in/a", "out/a", "out/b");
            assertThat(set.pictures()).extracting(LabelledPicture::group).containsExactly("in", "in", "out", "out");
        }
    }

    @Test
    void aSingleFolderHasNoGroups() throws IOException {
        DataSet set =
                DataFormats.open(make("all/a_1.png", "all/a_2.png", "all/b_1.png"), null, new FileLabels("^[^_]+"));
        assertThat(set.pictures()).extracting(LabelledPicture::identity).containsExactly("a", "a", "b");
        assertThat(set.pictures()).extracting(LabelledPicture::group).containsOnly("");
    }

    @Test
    void splitsNeedNoFoldersOfIdentities() throws IOException {
        DataSet set = DataFormats.open(
                make("train/a_1.png", "train/b_1.png", "test/a_2.png"), null, new FileLabels("^[^_]+"));
        assertThat(set.pictures()).extracting(LabelledPicture::identity).containsExactly("a", "a", "b");
        assertThat(set.evaluationPictures()).extracting(LabelledPicture::name).containsExactly("test/a_2.png");
    }

    @Test
    void namesWithoutAMatchAreRejectedUnlessLeftOut() throws IOException {
        String regex = "^([a-z])_";
        DataSet set = DataFormats.open(make("a_1.png", "a_2.png", "b_1.png", "cover.png"), null, new FileLabels(regex));
        assertThatThrownBy(() -> new DataSelection(List.of(), List.of(), regex, "").of(set))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(
                        "the label expression '" + regex + "' does not match the file name cover.png, of 4 names");
        assertThat(new DataSelection(List.of(), List.of("cover*"), regex, "")
                        .of(set)
                        .pictures())
                .hasSize(3);
    }

    @Test
    void formatsWithIdentitiesRejectLabels() throws IOException {
        Path data = make("a_1.png", "b_1.png");
        assertThatThrownBy(() -> DataFormats.open(data, "kinds", new FileLabels("a")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("data of the format kinds have identities already");
    }

    private static Optional<SuggestedLabels> suggested(List<String> names) {
        return SuggestedLabels.of(
                names.stream().map(name -> SplitTest.picture(name, name, "", 1)).toList());
    }

    private static List<String> names(String pattern, int things, int views) {
        List<String> names = new ArrayList<>();
        for (int thing = 1; thing <= things; thing++) {
            for (int view = 0; view < views; view++) {
                names.add(String.format(Locale.ROOT, pattern, thing, view));
            }
        }
        return names;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "obj%d__%d.png",
                "person_%d-%03d.jpg",
                "%04d_%d.png",
                "s%d.%d.pgm",
                "part %d (%d).jpg",
                "data/set/obj%d_%d.png",
                "image%d_%d.png",
            })
    void namesThatLookLikeLabelsAreFound(String pattern) {
        List<String> names = names(pattern, 7, 5);
        SuggestedLabels found = suggested(names).orElseThrow();
        assertThat(found.identities()).isEqualTo(7);
        assertThat(found.pictures()).isEqualTo(35);
        FileLabels labels = new FileLabels(found.regex());
        assertThat(names.stream().map(name -> labels.of(PathNames.lastOf(name))).distinct())
                .hasSize(7)
                .doesNotContain("");
    }

    @Test
    void wordsFollowedByNumbersAreFound() {
        List<String> names = List.of(
                "cat1.jpg",
                "cat2.jpg",
                "cat30.jpg",
                "dog1.jpg",
                "dog2.jpg",
                "dog3.jpg",
                "guinea pig1.jpg",
                "guinea pig2.jpg");
        SuggestedLabels found = suggested(names).orElseThrow();
        assertThat(found.identities()).isEqualTo(3);
        assertThat(new FileLabels(found.regex()).of("cat30.jpg")).isEqualTo("cat");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IMG_%d%03d.jpg",
                "DSC0%d%03d.JPG",
                "DSC_%d%03d.JPG",
                "PXL_2026010%d_12345678%d.jpg",
                "2024010%d_1200%02d.jpg",
                "IMG-2024010%d-WA000%d.jpg",
                "Screenshot_2024-01-0%d-12-00-0%d.png",
                "WhatsApp Image 2024-01-0%d at 12.00.0%d.jpeg",
                "scan%d%03d.png",
                "image0%d%02d.png",
                "holiday_%d%03d.jpg",
                "frame_%d_%04d.png",
                "%d%05d.png",
                "P10%d0%03d.JPG",
                "2024-01-0%d_%d.jpg",
                "IMG_%d (%d).jpg",
            })
    void namesOfCamerasScansAndDatesAreNotLabels(String pattern) {
        assertThat(suggested(names(pattern, 7, 5))).isEmpty();
    }

    @Test
    void uniqueNamesAreNotLabels() {
        assertThat(suggested(List.of(
                        "rose.jpg",
                        "peacock.jpg",
                        "old_bridge.jpg",
                        "cat.jpg",
                        "route_66.jpg",
                        "apollo_11.jpg",
                        "a1.jpg")))
                .isEmpty();
    }
}
