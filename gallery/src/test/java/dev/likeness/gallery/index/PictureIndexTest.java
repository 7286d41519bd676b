package dev.likeness.gallery.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.error.InputException;
import dev.likeness.measure.Code;
import dev.likeness.measure.CodeOrigin;
import dev.likeness.measure.MeasureIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The index with codes of synthetic pictures. */
class PictureIndexTest {
    private static final CodeOrigin ORIGIN = new CodeOrigin(MeasureIdentity.of("synthetic", 1, ""), null);
    private static final int DIMENSIONS = 8;

    @TempDir
    private Path folder;

    private static Code code(int seed) {
        Random random = new Random(seed);
        float[] embedding = new float[DIMENSIONS];
        for (int d = 0; d < DIMENSIONS; d++) {
            embedding[d] = (float) random.nextGaussian();
        }
        return code(embedding);
    }

    private static Code code(float[] embedding) {
        return new Code(ORIGIN, embedding, new float[0]);
    }

    private static StoredPicture picture(int number) {
        return new StoredPicture(
                "/" + number,
                new StoredPicture.File(1, Instant.EPOCH, "content" + number),
                new StoredPicture.Image(1, 1, "pixels" + number, 0));
    }

    private int segments() throws IOException {
        try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(folder))) {
            return reader.leaves().size();
        }
    }

    @Test
    void manySmallChangesLeaveFewSegments() throws IOException {
        for (int i = 0; i < 40; i++) {
            try (PictureIndex index = PictureIndex.at(folder)) {
                index.put(picture(i), code(i));
                index.commit();
                index.settle();
            }
        }
        assertThat(segments()).isLessThan(20);
    }

    @Test
    void aPurgeRewritesOnlyThePartsWithRemovedPictures() throws IOException {
        try (PictureIndex index = PictureIndex.at(folder)) {
            for (int part = 0; part < 3; part++) {
                IntStream.range(100 * part, 100 * part + 100).forEach(i -> index.put(picture(i), code(i)));
                index.commit();
            }
            index.remove("/150");
            index.commit();
            index.purge();
            assertThat(segments()).isEqualTo(3);
            try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(folder))) {
                assertThat(reader.hasDeletions()).isFalse();
                assertThat(reader.numDocs()).isEqualTo(299);
            }
        }
    }

    @Test
    void theGraphAndThePicturesOutsideItAreSearchedTogether() {
        int many = 2_000;
        try (PictureIndex index = PictureIndex.at(folder, many - 10)) {
            IntStream.range(0, many).parallel().forEach(i -> index.put(picture(i), code(i)));
            index.put(picture(many), code(new float[DIMENSIONS])); // has no direction
            index.commit();
            index.completeGraph(100, 0);
            List<Integer> before = index.read(view -> view.outsideGraph());
            assertThat(before).hasSizeLessThanOrEqualTo(100);
            index.put(picture(many + 1), code(many + 1));
            index.commit();
            index.remove("/5");
            index.commit();
            index.completeGraph(100, 0);
            List<Integer> outside = index.read(view -> view.outsideGraph());
            assertThat(outside).hasSizeBetween(2, 100);
            int agreeing = 0;
            for (int q = 0; q < 100; q++) {
                Code query = code(many + 1 - q);
                List<Neighbour> exact = index.read(view -> view.nearest(query, 10, true));
                List<Neighbour> found = index.read(view -> view.nearest(query, 100, false));
                assertThat(found).hasSize(100).doesNotHaveDuplicates();
                assertThat(found).isSortedAccordingTo(Neighbour.NEAREST_FIRST);
                agreeing += (int) exact.stream()
                        .filter(one -> found.stream().anyMatch(other -> other.document() == one.document()))
                        .count();
                if (q != 1) { // the picture without a direction is nearest to nothing
                    assertThat(found.get(0).cosine()).isGreaterThan(0.9999);
                }
            }
            assertThat(agreeing).isGreaterThan(950);
            int size = index.read(view -> view.size());
            assertThat(size).isEqualTo(many + 1);
            Optional<Integer> removed = index.read(view -> view.at("/5"));
            assertThat(removed).isEmpty();
        }
    }

    @Test
    void someStayOutsideTheGraphIfMoreThanAllowedWait() {
        try (PictureIndex index = PictureIndex.at(folder, 100)) {
            IntStream.range(0, 150).forEach(i -> index.put(picture(i), code(i)));
            index.commit();
            index.completeGraph(150, 40);
            assertThat(outsideGraph(index)).isEqualTo(150);
            index.completeGraph(149, 40);
            assertThat(outsideGraph(index)).isEqualTo(40);
            index.completeGraph(40, 0);
            assertThat(outsideGraph(index)).isEqualTo(40);
            for (int q = 0; q < 150; q++) {
                Code query = code(q);
                List<Neighbour> found = index.read(view -> view.nearest(query, 100, false));
                assertThat(found.get(0).cosine()).isGreaterThan(0.9999);
            }
        }
    }

    private static int outsideGraph(PictureIndex index) {
        return index.read(view -> view.outsideGraph().size());
    }

    @Test
    void damagedFilesAreAClearError() throws IOException {
        try (PictureIndex index = PictureIndex.at(folder)) {
            IntStream.range(0, 100).forEach(i -> index.put(picture(i), code(i)));
            index.commit();
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith("segments_"))
                    .toList()) {
                byte[] bytes = Files.readAllBytes(file);
                bytes[bytes.length / 2] ^= 1;
                Files.write(file, bytes);
            }
        }
        try (PictureIndex index = PictureIndex.at(folder)) {
            assertThatThrownBy(() -> index.read(view -> view.size()))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("the index cannot be read");
        }
    }

    /** Each file of an index, emptied, cut, changed or deleted: the error names it in words that are not Lucene's. */
    @Test
    void anErrorOfADamagedFileNamesIt() throws IOException {
        try (PictureIndex index = PictureIndex.at(folder)) {
            IntStream.range(0, 100).forEach(i -> index.put(picture(i), code(i)));
            index.commit();
        }
        Map<Path, byte[]> files = new TreeMap<>();
        try (Stream<Path> listed = Files.list(folder)) {
            for (Path file : listed.filter(each -> !each.endsWith("write.lock")).toList()) {
                files.put(file, Files.readAllBytes(file));
            }
        }
        assertThat(files).hasSizeGreaterThan(3);
        for (Map.Entry<Path, byte[]> each : files.entrySet()) {
            Path file = each.getKey();
            byte[] whole = each.getValue();
            byte[] changed = whole.clone();
            changed[changed.length / 2] ^= 1;
            for (byte[] bytes : List.of(new byte[0], Arrays.copyOf(whole, whole.length - 5), changed)) {
                Files.write(file, bytes);
                assertThat(problem()).as("%s of %d bytes", file, bytes.length).contains("damaged");
            }
            Files.delete(file);
            assertThat(problem()).as("without %s", file).containsAnyOf("there is no such file", "list of segments");
            Files.write(file, whole);
        }
        assertThat(problem()).isEmpty();
    }

    private String problem() {
        String problem;
        try (PictureIndex index = PictureIndex.at(folder)) {
            problem = String.join(", ", index.read(IndexView::damage));
        } catch (InputException e) {
            problem = String.valueOf(e.getMessage());
        }
        assertThat(problem).doesNotContain("resource=", "IndexInput", "lockFactory", "checksum");
        return problem;
    }
}
