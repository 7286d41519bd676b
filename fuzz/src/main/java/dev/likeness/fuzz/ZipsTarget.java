package dev.likeness.fuzz;

import dev.likeness.data.Classes;
import dev.likeness.data.DataSet;
import dev.likeness.data.format.DataFormats;
import dev.likeness.files.Archive;
import dev.likeness.model.ModelFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zip archive, read as entries, as a model, and as a data set of any format. */
final class ZipsTarget implements Target {
    private static final Archive.Limits LIMITS = new Archive.Limits(100, 1 << 20, 100);
    private static final int OPEN_AT_ONCE = 500;

    private final Scratch scratch = new Scratch();
    private int opened;

    @Override
    public String name() {
        return "zips";
    }

    @Override
    public void read(byte[] input) {
        Path file = scratch.fresh(".zip", input);
        try {
            readEach(file);
            Attempt.refusable(() -> ModelFiles.at(file).read("model.json"));
            Attempt.refusable(() -> open(file));
        } finally {
            delete(file);
        }
    }

    private static void readEach(Path file) {
        try (Archive archive = Archive.open(file, LIMITS)) {
            for (String name : archive.files().keySet()) {
                if (name.startsWith("/") || List.of(name.split("/", -1)).contains("..")) {
                    throw new Finding("an entry outside the archive's folder: " + name);
                }
                Attempt.refusable(() -> archive.read(name));
            }
        }
    }

    private void open(Path file) {
        if (++opened % OPEN_AT_ONCE == 0) {
            System.gc(); // the JDK closes archives of data sets once they are unreachable
        }
        DataSet data = DataFormats.open(file);
        if (data instanceof Classes classes) {
            classes.pictures().stream().limit(2).forEach(picture -> Attempt.refusable(picture.source()::read));
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<byte[]> seeds() {
        byte[] picture = PicturesTarget.drawn("gif");
        byte[] plane = text("1 0 0\n0 1 0\n0 0 1\n");
        Map<String, byte[]> classes = files("d/a/1.gif", picture, "d/a/2.gif", picture, "d/b/1.gif", picture);
        Map<String, byte[]> pairs = files(
                "pairs.csv", text("a,b,label\nx.gif,y.gif,1\nx.gif,z.gif,0\n"), "x.gif", picture, "y.gif", picture);
        pairs.put("z.gif", picture);
        Map<String, byte[]> runs = files(
                "run01/class_labels.txt",
                text("run01/test/i.gif run01/training/c.gif\n"),
                "run01/test/i.gif",
                picture,
                "run01/training/c.gif",
                picture);
        return List.of(
                zip(classes, true),
                zip(classes, false),
                zip(pairs, true),
                zip(runs, true),
                zip(files("s/1.ppm", picture, "s/2.ppm", picture, "s/H_1_2", plane), true),
                zip(files("a.gif", picture, "b.gif", picture), true),
                zip(files("model.json", SeedModel.of("plain", "blend").json()), false));
    }

    private static Map<String, byte[]> files(Object... namesAndContents) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            files.put((String) namesAndContents[i], (byte[]) namesAndContents[i + 1]);
        }
        return files;
    }

    private static byte[] zip(Map<String, byte[]> files, boolean stored) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTime(0);
                if (stored) { // so that mutations reach the contents
                    CRC32 sum = new CRC32();
                    sum.update(file.getValue());
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(file.getValue().length);
                    entry.setCrc(sum.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int longest() {
        return 4096;
    }

    @Override
    public List<String> words() {
        return List.of(
                "PK\u0001\u0002",
                "PK\u0003\u0004",
                "PK\u0005\u0006",
                "PK\u0006\u0006",
                "PK\u0006\u0007",
                "../",
                "/",
                "\\",
                "C:",
                "pairs.csv",
                "class_labels.txt",
                "H_1_2",
                "model.json",
                "training/",
                "test/");
    }
}
