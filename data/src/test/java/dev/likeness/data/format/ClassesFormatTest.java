package dev.likeness.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.data.Classes;
import dev.likeness.data.DataSet;
import dev.likeness.data.LabelledPicture;
import dev.likeness.error.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ClassesFormatTest extends DataFormatContract {
    @Override
    String format() {
        return "classes";
    }

    @Override
    void make(Path folder) throws IOException {
        int number = 1;
        for (String identity : new String[] {"Latin/a", "Latin/b", "Greek/alpha", "Greek/beta"}) {
            picture(folder.resolve("all/" + identity + "/1.png"), number++);
            picture(folder.resolve("all/" + identity + "/2.PNG"), number++);
        }
    }

    @Test
    void theParentFolderIsTheGroupButAWrapperIsNot() {
        DataSet set = DataFormats.open(data);
        assertThat(set).isInstanceOf(Classes.class);
        assertThat(set.pictures()).hasSize(8);
        LabelledPicture first = set.pictures().get(0);
        assertThat(first.name()).isEqualTo("all/Greek/alpha/1.png");
        assertThat(first.identity()).isEqualTo("Greek/alpha");
        assertThat(first.group()).isEqualTo("Greek");
    }

    @Test
    void withoutNestingThereAreNoGroups() throws IOException {
        Path flat = temporary.resolve("flat");
        picture(flat.resolve("outer/inner/cat/1.png"), 1);
        picture(flat.resolve("outer/inner/dog/1.png"), 2);
        assertThat(DataFormats.open(flat).pictures())
                .extracting(LabelledPicture::identity)
                .containsExactly("cat", "dog");
        assertThat(DataFormats.open(flat).pictures())
                .extracting(LabelledPicture::group)
                .containsOnly("");
    }

    @Test
    void foldersWithACommonPrefixAreDistinct() throws IOException {
        Path alike = temporary.resolve("alike");
        picture(alike.resolve("dog/1.png"), 1);
        picture(alike.resolve("dog-b/1.png"), 2);
        picture(alike.resolve("dog/puppy/1.png"), 3);
        assertThat(DataFormats.open(alike).pictures())
                .extracting(LabelledPicture::identity)
                .containsExactly("dog-b", "dog", "dog/puppy");
    }

    @Test
    void aSingleIdentityKeepsItsName() throws IOException {
        Path one = temporary.resolve("one");
        picture(one.resolve("pets/cat/1.png"), 1);
        assertThat(DataFormats.open(one, "classes").pictures().get(0).identity())
                .isEqualTo("cat");
    }

    @Test
    void aPictureOutsideAllFoldersIsRejected() throws IOException {
        picture(data.resolve("all/stray.png"), 1);
        assertRefused(data, data.resolve("all/stray.png") + ": this picture is not in the folder of an identity");
    }

    @Test
    void unrecognisedDataAreRejectedWithAllLayouts() throws IOException {
        Path empty = Files.createDirectory(temporary.resolve("empty"));
        assertRefused(
                empty,
                empty + ": no data set was recognised among its 0 files; looked for runs (one-shot runs:",
                "pairs (a .csv file",
                "photos (photographs without labels, all in one folder: DATA/*.jpg)",
                "classes (a folder for each identity: DATA/[group/]identity/*.png)");
        Path notes = Files.createDirectory(temporary.resolve("notes"));
        Files.writeString(notes.resolve("a.txt"), "");
        assertRefused(notes, "among its 0 pictures and 1 other file;");
    }

    @Test
    void absentPathsAndOtherFilesAreRejected() throws IOException {
        Path absent = temporary.resolve("absent");
        assertRefused(absent, absent + ": there is no such folder or file; check the path of the data");
        Path picture = data.resolve("all/Latin/a/1.png");
        assertRefused(
                picture, picture + ": a data set is a folder, a .zip archive or a .csv file", "not a single picture");
        Path zip = Files.writeString(temporary.resolve("no.zip"), "no zip");
        assertRefused(zip, zip + ": this is no zip archive that can be read");
    }

    @Test
    void anUnknownFormatIsRejected() {
        assertThatThrownBy(() -> DataFormats.open(data, "tar"))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "there is no data format 'tar'; choose one of classes, homographies, kinds, pairs, photos, runs");
    }

    @Test
    void aRequestedFormatReportsWhatIsMissing() throws IOException {
        Path empty = Files.createDirectory(temporary.resolve("empty"));
        assertThatThrownBy(() -> DataFormats.open(empty, "classes"))
                .hasMessage(empty + ": there are no pictures in it; expected a folder for each identity:"
                        + " DATA/[group/]identity/*.png");
    }

    @Test
    void omniglotIsRead() {
        Path zip = Path.of("..", "..", "shared", "data", "omniglot-background.zip");
        Assumptions.assumeTrue(Files.exists(zip), zip + " is not here: skipped");
        DataSet set = DataFormats.open(zip);
        assertThat(set.pictures()).hasSize(19_280);
        assertThat(set.pictures().stream().map(LabelledPicture::identity).distinct())
                .hasSize(964);
        assertThat(set.pictures().stream().map(LabelledPicture::group).distinct())
                .hasSize(30);
    }

    private static void assertRefused(Path data, String... messages) {
        assertThatThrownBy(() -> DataFormats.open(data))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(messages)
                .message()
                .doesNotContain("\n");
    }
}
