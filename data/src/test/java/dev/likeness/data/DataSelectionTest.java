package dev.likeness.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.data.format.DataFormatContract;
import dev.likeness.data.format.DataFormats;
import dev.likeness.error.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataSelectionTest {
    @TempDir
    Path folder;

    private static DataSelection only(String... globs) {
        return new DataSelection(List.of(globs), List.of());
    }

    private static DataSelection without(String... globs) {
        return new DataSelection(List.of(), List.of(globs));
    }

    private static List<String> names(DataSet data) {
        return data.pictures().stream().map(LabelledPicture::name).toList();
    }

    private DataSet classes(String... files) throws IOException {
        for (String file : files) {
            DataFormatContract.picture(folder.resolve(file), file.hashCode());
        }
        return DataFormats.open(folder, "classes");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    *                       | true
                    a/b c/1f3fb-(2).png     | true
                    *.png                   | true
                    a*png                   | true
                    *1f3f[b-f]*             | true
                    *1f3f[!b]*              | false
                    *1f3f[!c-f]*            | true
                    a/???/*                 | true
                    a/??/*                  | false
                    1f3fb-(2).png           | false
                    *.PNG                   | false
                    *1f3f.b*                | false
                    *[]c]/*                 | true
                    *[^]/*                  | false
                    *[&&c]/*                | true
                    *+*                     | false
                    *\\Q*                    | false
                    """)
    void globsMatchTheWholePath(String glob, boolean fits) {
        DataSet data = Classes.of("data", List.of(SplitTest.picture("a/b c/1f3fb-(2).png", "b c", "a", 1)));
        if (fits) {
            assertThat(only(glob).of(data).pictures()).hasSize(1);
        } else {
            assertThat(without(glob).predicate()).accepts(data.pictures().get(0));
            assertThatThrownBy(() -> only(glob).of(data)).hasMessageContaining("matches none of its 1 pictures");
        }
    }

    @Test
    void aSelectionKeepsTheFormatAndHasItsOwnHash() throws IOException {
        DataSet all = classes("a/1.png", "a/2.png", "b/1.png", "b/2.png", "c/1.png");
        DataSet some = new DataSelection(List.of("a/*", "b/*"), List.of("*2.png")).of(all);

        assertThat(some).isInstanceOf(Classes.class);
        assertThat(names(some)).containsExactly("a/1.png", "b/1.png");
        assertThat(some.hash()).isNotEqualTo(all.hash());
        for (String gone : List.of("a/2.png", "b/2.png", "c/1.png")) {
            Files.delete(folder.resolve(gone));
        }
        assertThat(DataFormats.open(folder, "classes").hash()).isEqualTo(some.hash());
        assertThat(DataSelection.ALL.of(all)).isSameAs(all);
        assertThat(without("nothing like it").repeatedOn(all))
                .as("recorded before such globs were rejected")
                .isEqualTo(all);
    }

    @Test
    void aPairNeedsBothItsPictures() throws IOException {
        for (int i = 1; i <= 5; i++) {
            DataFormatContract.picture(folder.resolve(i + ".png"), i);
        }
        Files.writeString(
                folder.resolve("pairs.csv"),
                "a,b,label,split\n1.png,2.png,1,train\n2.png,3.png,1,test\n4.png,3.png,0,test\n1.png,3.png,0,train\n");
        Pairs all = (Pairs) DataFormats.open(folder);

        Pairs some = (Pairs) without("2*").of(all);

        assertThat(some.pairs()).isEqualTo(all.pairs().subList(2, 4));
        assertThat(some.splits()).isEqualTo(Map.of(0, "test", 1, "train"));
        assertThat(names(some)).containsExactly("1.png", "3.png", "4.png");
        assertThat(some.pictures().get(1).identity())
                .as("still the identity of 1")
                .isEqualTo("1.png");
        assertThat(some.hash()).isNotEqualTo(all.hash());
        assertThat(only("*").of(all)).isEqualTo(all);
        assertThatThrownBy(() -> only("1*", "4*").of(all))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("after --only '1*' --only '4*', no pair has both its pictures");
    }

    @Test
    void aSelectionNeedsBothKinds() throws IOException {
        for (String kind : List.of("day", "night")) {
            DataFormatContract.picture(folder.resolve(kind + "/x.png"), kind.hashCode());
            DataFormatContract.picture(folder.resolve(kind + "/y.png"), kind.hashCode() + 1);
        }
        DataSet all = DataFormats.open(folder, "kinds");
        DataSet some = only("*x.png").of(all);
        assertThat(some).isInstanceOf(TwoKinds.class);
        assertThat(names(some)).containsExactly("day/x.png", "night/x.png");
        assertThatThrownBy(() -> without("day/*").of(all))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("--leave-out 'day/*'")
                .hasMessageContaining("0 of day, 2 of night");
    }

    @Test
    void mistakesAreExplained() throws IOException {
        DataSet data = classes("a/1.png", "b/1.png");
        assertThatThrownBy(() -> only("1.png").of(data))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        folder + ": --only '1.png' matches none of its 2 pictures; a glob matches the whole path inside"
                                + " the data, such as a/1.png; correct it, with a * at the start or end for any"
                                + " characters");
        assertThatThrownBy(() -> new DataSelection(List.of(), List.of("a/*", "c/*")).of(data))
                .as("a glob that matches nothing is rejected")
                .isInstanceOf(InputException.class)
                .hasMessageContaining("--leave-out 'c/*' matches none of its 2 pictures");
        assertThatThrownBy(() -> new DataSelection(List.of("a/*"), List.of("*1*")).of(data))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("after --only 'a/*' --leave-out '*1*', none of the 2 pictures is left");
        assertThatThrownBy(() -> only("*[ab").of(data))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("'*[ab' has a [ without a ]");
        assertThatThrownBy(() -> only("*[b-a]").of(data))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("'*[b-a]' has a reversed range");
        DataSet runs = new Runs("runs.zip", data.pictures(), List.of(), "hash");
        assertThatThrownBy(() -> without("*1*").of(runs))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("runs.zip: pictures cannot be removed from official data (--leave-out '*1*')");
    }
}
