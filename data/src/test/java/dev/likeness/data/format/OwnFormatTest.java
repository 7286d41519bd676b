package dev.likeness.data.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.data.CalibrationPairs;
import dev.likeness.data.DataHash;
import dev.likeness.data.DataSelection;
import dev.likeness.data.DataSet;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.TrainedIdentities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * A data format in one file: {@link AlbumFormat}, its type of data {@link Album}, and one line in the table of formats. It
 * answers all questions that callers ask of data, and no caller knows it.
 */
class OwnFormatTest extends DataFormatContract {
    /** An album lists its pictures in {@code album.txt}, one line each: the file and what it shows. */
    private static final class AlbumFormat implements DataFormat {
        private static final String LIST = "album.txt";

        @Override
        public String name() {
            return "album";
        }

        @Override
        public String layout() {
            return "pictures and a file " + LIST + " with a line 'file identity' per picture";
        }

        @Override
        public boolean recognises(FileTree tree) {
            return tree.has(LIST);
        }

        @Override
        public DataSet read(FileTree tree) {
            List<LabelledPicture> pictures = new ArrayList<>();
            for (String line : tree.text(LIST).lines().sorted().toList()) {
                String[] words = line.split(" ", 2);
                pictures.add(tree.picture(words[0], words[1], ""));
            }
            return Album.of(tree.name(), pictures);
        }
    }

    private record Album(String name, List<LabelledPicture> pictures, String hash) implements DataSet {
        static Album of(String name, List<LabelledPicture> pictures) {
            return new Album(name, pictures, new DataHash().addAll(pictures).hex());
        }

        @Override
        public String format() {
            return "album";
        }

        @Override
        public DataSet keeping(Predicate<LabelledPicture> predicate) {
            return of(name, pictures.stream().filter(predicate).toList());
        }
    }

    @Override
    FormatTable formats() {
        List<DataFormat> formats = new ArrayList<>(DataFormats.TABLE.formats());
        formats.add(0, new AlbumFormat());
        return new FormatTable(formats, DataFormats.TABLE.labelled());
    }

    @Override
    String format() {
        return "album";
    }

    @Override
    void make(Path folder) throws IOException {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            picture(folder.resolve("picture" + (10 + i) + ".png"), 1 + i);
            list.append("picture")
                    .append(10 + i)
                    .append(".png thing")
                    .append(i % 6)
                    .append('\n');
        }
        Files.writeString(folder.resolve(AlbumFormat.LIST), list);
    }

    @Test
    void anOwnFormatCanBeSelectedSplitAndDrawnFrom() {
        DataSet album = formats().open(data, null, null);

        DataSet selected = new DataSelection(List.of(), List.of("*21.png")).of(album);
        assertThat(selected).isInstanceOf(Album.class);
        assertThat(selected.pictures()).hasSize(11);
        assertThat(album.trainingSplit(0.4, 1).heldOut()).hasSize(4);
        assertThat(album.testSplit(0.4, 1).training()).isInstanceOf(Album.class);
        assertThat(album.evaluationPairs(12, 1).pairs()).hasSize(12);
        assertThat(album.oneShotTrials(5, 2, 1)).hasSize(10);
        CalibrationPairs pairs = album.calibrationPairs(TrainedIdentities.NONE, 10, 1);
        assertThat(pairs.disjoint()).hasSize(3);
    }
}
