package dev.likeness.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.data.DataSet;
import dev.likeness.data.LabelledPicture;
import dev.likeness.error.InputException;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of every data format. One subclass per format. */
public abstract class DataFormatContract {
    @TempDir
    Path temporary;

    Path data = Path.of("");

    abstract String format();

    /** The formats to choose from. */
    FormatTable formats() {
        return DataFormats.TABLE;
    }

    private DataSet open(Path path) {
        return formats().open(path, null, null);
    }

    /** Makes a small data set in an empty folder. */
    abstract void make(Path folder) throws IOException;

    /** Changes the contents of one file; the data stay readable. */
    void changeOneFile() {
        LabelledPicture first = open(data).pictures().get(0);
        PictureFile.write(new Picture(2, 2, new byte[12]), data.resolve(first.name()));
    }

    @BeforeEach
    void makeData() throws IOException {
        data = Files.createDirectory(temporary.resolve("data"));
        make(data);
    }

    @Test
    void isRecognised() {
        assertThat(open(data)).hasSameClassAs(formats().open(data, format(), null));
        assertThat(open(data).format()).isEqualTo(format());
        assertThat(formats().names()).contains(format());
        assertThat(open(data).name()).isEqualTo(data.toString());
    }

    @Test
    void picturesAreSortedUniqueAndReadable() {
        List<LabelledPicture> pictures = open(data).pictures();
        assertThat(pictures).isNotEmpty();
        assertThat(pictures).extracting(LabelledPicture::name).doesNotHaveDuplicates();
        assertThat(pictures).isSortedAccordingTo(Comparator.comparing(LabelledPicture::name));
        assertThat(pictures).allSatisfy(picture -> {
            assertThat(picture.source().read().width()).isPositive();
            assertThat(picture.identity()).isNotEmpty();
        });
    }

    @Test
    void selectionsKeepTheFormatAndHaveTheirOwnHash() {
        DataSet all = open(data);
        if (all.isOfficial()) {
            assertThatThrownBy(() -> all.keeping(picture -> true)).isInstanceOf(InputException.class);
            return;
        }
        DataSet same = all.keeping(picture -> true);
        assertThat(same).hasSameClassAs(all);
        assertThat(same.pictures()).isEqualTo(all.pictures());
        assertThat(same.shortage()).isEmpty();
        DataSet none = all.keeping(picture -> false);
        assertThat(none.pictures()).isEmpty();
        assertThat(none.hash()).isNotEqualTo(same.hash());
    }

    @Test
    void storedPicturesArePartOfThePictures() {
        DataSet all = open(data);
        assertThat(all.pictures()).containsAll(all.storedPictures());
        assertThat(all.pictures()).hasSize(all.storedPictures().size() * (1 + all.generatedViews()));
        assertThat(all.evaluationPictures()).isNotEmpty().isSubsetOf(all.pictures());
        assertThat(all.withoutSplits().declaredSplits().isEmpty()).isTrue();
        assertThat(all.withoutSplits().pictures()).isEqualTo(all.pictures());
    }

    @Test
    void anArchiveHasTheSamePictures() throws IOException {
        DataSet folder = open(data);
        DataSet zip = open(Zips.pack(data, temporary.resolve("data.zip")));
        assertThat(zip.hash()).isEqualTo(folder.hash()).hasSize(64);
        assertThat(zip.pictures()).hasSameSizeAs(folder.pictures());
        for (int i = 0; i < zip.pictures().size(); i++) {
            LabelledPicture packed = zip.pictures().get(i);
            LabelledPicture plain = folder.pictures().get(i);
            assertThat(packed.name()).isEqualTo(plain.name());
            assertThat(packed.identity()).isEqualTo(plain.identity());
            assertThat(packed.group()).isEqualTo(plain.group());
            assertThat(packed.source().read().rgb())
                    .isEqualTo(plain.source().read().rgb());
            assertThat(packed.source().contentKey()).isEqualTo(plain.source().contentKey());
        }
    }

    @Test
    void anArchiveIsReadBySeveralThreads() throws Exception {
        List<LabelledPicture> pictures =
                open(Zips.pack(data, temporary.resolve("data.zip"))).pictures();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Picture>> read = IntStream.range(0, 200)
                    .mapToObj(i -> threads.submit(
                            () -> pictures.get(i % pictures.size()).source().read()))
                    .toList();
            for (int i = 0; i < read.size(); i++) {
                assertThat(read.get(i).get().rgb())
                        .isEqualTo(pictures.get(i % pictures.size())
                                .source()
                                .read()
                                .rgb());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void systemFilesAreIgnored() throws IOException {
        String before = open(data).hash();
        Files.writeString(data.resolve("LICENSE"), "free");
        Files.writeString(data.resolve("notes.txt"), "a note");
        Files.write(data.resolve(".DS_Store"), new byte[3]);
        Path litter = Files.createDirectories(data.resolve("__MACOSX/a"));
        Files.write(litter.resolve("._1.png"), new byte[3]);
        assertThat(open(data).hash()).isEqualTo(before);
        assertThat(open(Zips.pack(data, temporary.resolve("data.zip"))).hash()).isEqualTo(before);
    }

    @Test
    void theHashDependsOnTheContents() {
        String before = open(data).hash();
        changeOneFile();
        assertThat(open(data).hash()).isNotEqualTo(before);
    }

    @Test
    void anArchiveWithEntriesOutsideItIsRejected() throws IOException {
        for (String name : List.of("../x.png", "a/../../x.png", "/x.png", "C:/x.png", "a\\x.png")) {
            Path zip = Zips.withEntry(temporary.resolve("bad.zip"), name);
            assertThatThrownBy(() -> open(zip))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("the entry \"" + name + "\" points outside the archive");
        }
    }

    /** A small picture whose pixels depend on a number. */
    public static void picture(Path file, int number) throws IOException {
        Files.createDirectories(file.getParent());
        byte[] rgb = new byte[3 * 6 * 6];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i * number + number * 7);
        }
        PictureFile.write(new Picture(6, 6, rgb), file);
    }
}
