package dev.likeness.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.data.DataCheck;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.PairSplit;
import dev.likeness.data.Pairs;
import dev.likeness.data.PicturePair;
import dev.likeness.data.SkippedPictures;
import dev.likeness.data.UnusableRow;
import dev.likeness.error.InputException;
import dev.likeness.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairsFormatTest extends DataFormatContract {
    private static final String ROWS = """
            a,b,label
            img/1.png,img/2.png,1
            img/2.png,img/3.png,match
            "img/4.png", img/5.png ,TRUE

            img/1.png,img/4.png,0
            img/3.png,img/6.png,false
            """;

    @Override
    String format() {
        return "pairs";
    }

    @Override
    void make(Path folder) throws IOException {
        for (int i = 1; i <= 6; i++) {
            picture(folder.resolve("img/" + i + ".png"), i);
        }
        Files.writeString(folder.resolve("pairs.csv"), ROWS);
    }

    @Test
    void identitiesAreConnectedByMatches() {
        Pairs pairs = (Pairs) DataFormats.open(data);
        assertThat(pairs.pictures())
                .extracting(LabelledPicture::identity)
                .containsExactly("img/1.png", "img/1.png", "img/1.png", "img/4.png", "img/4.png", "img/6.png");
        assertThat(pairs.pairs()).extracting(PicturePair::match).containsExactly(true, true, true, false, false);
        assertThat(pairs.pairs().get(2).b().name()).isEqualTo("img/5.png");
        assertThat(pairs.splits()).isEmpty();
    }

    @Test
    void aCsvFileOfAnyNameIsOpenedByItself() throws IOException {
        Path csv = Files.writeString(data.resolve("other.csv"), "\ufeffA,B,Label,Split\nimg/1.png,img/2.png,1,Train\n");
        Pairs pairs = (Pairs) DataFormats.open(csv);
        assertThat(pairs.pairs()).hasSize(1);
        assertThat(pairs.splits()).isEqualTo(Map.of(0, "train"));
    }

    @Test
    void picturesAreRelativeToTheFile() throws IOException {
        Path deep = Files.createDirectories(temporary.resolve("deep"));
        picture(deep.resolve("set/a.png"), 1);
        picture(deep.resolve("set/b.png"), 2);
        Files.writeString(deep.resolve("set/pairs.csv"), "a,b,label\na.png,b.png,1\n");
        assertThat(DataFormats.open(deep).pictures())
                .extracting(LabelledPicture::name)
                .containsExactly("set/a.png", "set/b.png");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    a,b\\nimg/1.png,img/2.png|row 1: the header is "a,b"; expected a,b,label or a,b,label,split
                    a,b,label\\nimg/1.png,img/9.png,1|row 2: there is no picture "img/9.png"; expected a path relative
                    a,b,label\\nimg/1.png,img/2.png,maybe|row 2: the label is "maybe"; allowed are 1, true, yes, same or match
                    a,b,label\\n,img/2.png,1|row 2: the path in the column a is empty
                    a,b,label\\n../1.png,img/2.png,1|row 2: the picture "../1.png" is outside the folder of
                    a,b,label\\nimg/1.png,img/2.png|row 2: it has 2 fields, but the header has 3
                    a,b,label\\nimg/1.png,img/1.png,1|row 2: a and b are the same picture, img/1.png
                    a,b,label,split\\nimg/1.png,img/2.png,1,held|row 2: the split is "held"; allowed are train, validation and test
                    a,b,label|there are no pairs in it; expected the header a,b,label[,split] and a row for each pair
                    """)
    void mistakesAreNamedByTheirRow(String csv, String message) throws IOException {
        Path file = Files.writeString(data.resolve("pairs.csv"), csv.replace("\\n", "\n"));
        assertThatThrownBy(() -> DataFormats.open(data))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(message);
    }

    @Test
    void anInvalidRowIsSeparatedAndCounted() throws IOException {
        Pairs pairs = open("""
                Label; A; B
                same; img/1.png; img/2.png
                0; img/1.png; img/9.png
                0; "img/1.png"x; img/3.png
                maybe; img/1.png; img/3.png
                NO; img/1.png; img/3.png
                """);
        assertThat(pairs.pairs()).hasSize(2);
        assertThat(pairs.unusableRows())
                .extracting(UnusableRow::name)
                .containsExactly("pairs.csv, row 3", "pairs.csv, row 4", "pairs.csv, row 5");
        assertThat(pairs.unusableRows().get(0).reason()).startsWith(data.resolve("pairs.csv") + ", row 3: there");
        SkippedPictures skipped = SkippedPictures.of(pairs, SkippedPictures.Limit.DEFAULT);
        assertThat(skipped.names()).hasSize(3).contains("pairs.csv, row 4");
        assertThatThrownBy(() -> SkippedPictures.of(pairs, SkippedPictures.Limit.of("2")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("at least 3 of 5 pictures cannot be read, but at most 2 may be")
                .hasMessageContaining("row 3: there");
        assertThat(DataCheck.of(pairs, Progress.NONE).isSound()).isFalse();
        assertThat(pairs.keeping(picture -> true).unusableRows()).hasSize(3);
    }

    @Test
    void labelsMayBeWords() throws IOException {
        StringBuilder csv = new StringBuilder("a,b,label\n");
        List<String> yes = List.of("1", "1.0", "True", "t", "YES", "y", "Same", "match");
        List<String> no =
                List.of("0", "0.0", "false", "F", "no", "N", "different", "no match", "No-Match", "non-match");
        yes.forEach(word -> csv.append("img/1.png,img/2.png,").append(word).append('\n'));
        no.forEach(word -> csv.append("img/1.png,img/3.png,").append(word).append('\n'));
        assertThat(open(csv.toString()).pairs().stream().filter(PicturePair::match))
                .hasSize(yes.size());
        assertThat(open(csv.toString()).pairs()).hasSize(yes.size() + no.size());
    }

    @Test
    void aTsvFileIsRead() throws IOException {
        Path file = Files.writeString(data.resolve("list.tsv"), "a\tb\tlabel\nimg/1.png\timg/2.png\t1\n");
        assertThat(((Pairs) DataFormats.open(file)).pairs()).hasSize(1);
    }

    @Test
    void invalidQuotesAreNamedByTheirRow() throws IOException {
        Path file = Files.writeString(data.resolve("pairs.csv"), "a,b,label\n\"img/1.png\"x,img/2.png,1\n");
        assertThatThrownBy(() -> DataFormats.open(data))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(file + ", row 2: it has text after a closing quote");
    }

    @Test
    void twoListsAreRejected() throws IOException {
        Files.writeString(data.resolve("img/pairs.csv"), ROWS);
        assertThatThrownBy(() -> DataFormats.open(data, "pairs"))
                .hasMessage(
                        data + ": it contains 2 files named pairs.csv, but one is expected; name the .csv file itself");
    }

    @Test
    void theSplitColumnIsHonoured() throws IOException {
        Pairs pairs = open("""
                a,b,label,split
                img/1.png,img/2.png,1,train
                img/2.png,img/3.png,0,train
                img/4.png,img/5.png,1,validation
                img/5.png,img/6.png,0,validation
                """);
        PairSplit split = PairSplit.of(pairs, 0.5, 1);
        assertThat(split.train()).isEqualTo(pairs.pairs().subList(0, 2));
        assertThat(split.heldOut()).isEqualTo(pairs.pairs().subList(2, 4));
    }

    @Test
    void aPictureInTwoSplitsIsRejected() throws IOException {
        Pairs pairs = open("""
                a,b,label,split
                img/1.png,img/2.png,1,train
                img/2.png,img/3.png,0,validation
                """);
        assertThatThrownBy(() -> PairSplit.of(pairs, 0.5, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the picture img/2.png is in pairs of train and of validation");
    }

    @Test
    void aCopyInTwoSplitsIsRejected() throws IOException {
        Files.copy(data.resolve("img/1.png"), data.resolve("img/copy.png"));
        Pairs pairs = open("""
                a,b,label,split
                img/1.png,img/2.png,1,train
                img/2.png,img/3.png,0,train
                img/copy.png,img/5.png,1,validation
                img/5.png,img/6.png,0,validation
                """);
        assertThatThrownBy(() -> PairSplit.of(pairs, 0.5, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("as img/1.png and as img/copy.png");
    }

    @Test
    void aSideWithoutMatchesIsRejected() throws IOException {
        Pairs pairs = open("""
                a,b,label,split
                img/1.png,img/2.png,1,train
                img/2.png,img/3.png,0,train
                img/5.png,img/6.png,0,validation
                """);
        assertThatThrownBy(() -> PairSplit.of(pairs, 0.5, 1))
                .hasMessageContaining(
                        "the validation side has 0 matches and 1 non-matches; each side needs matches and non-matches");
    }

    @Test
    void withoutAColumnTheSplitIsByIdentity() throws IOException {
        StringBuilder csv = new StringBuilder("a,b,label\n");
        for (int i = 0; i < 12; i++) {
            picture(data.resolve("p/" + i + "a.png"), 20 + i);
            picture(data.resolve("p/" + i + "b.png"), 60 + i);
            csv.append("p/%da.png,p/%db.png,1\n".formatted(i, i));
            for (int j = 0; j < i; j++) {
                csv.append("p/%da.png,p/%db.png,0\n".formatted(i, j));
            }
        }
        Pairs pairs = open(csv.toString());
        PairSplit split = PairSplit.of(pairs, 0.5, 7);
        assertThat(split).isEqualTo(PairSplit.of(pairs, 0.5, 7));
        assertThat(identities(split.train())).hasSize(6).doesNotContainAnyElementsOf(identities(split.heldOut()));
        assertThat(split.heldOut().stream().filter(PicturePair::match)).hasSize(6);
    }

    private Pairs open(String csv) throws IOException {
        Files.writeString(data.resolve("pairs.csv"), csv);
        return (Pairs) DataFormats.open(data);
    }

    private static List<String> identities(List<PicturePair> pairs) {
        return pairs.stream()
                .flatMap(pair -> List.of(pair.a(), pair.b()).stream())
                .map(LabelledPicture::identity)
                .distinct()
                .toList();
    }
}
