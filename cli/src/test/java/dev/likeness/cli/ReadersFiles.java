package dev.likeness.cli;

import dev.likeness.data.LabelledPicture;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureFile;
import dev.likeness.progress.Progress;
import dev.likeness.synthesis.DrawingStyle;
import dev.likeness.synthesis.DrawnPictures;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** The files that documents expect from the reader, with the same names: small, and drawn here. */
final class ReadersFiles {
    private static final DrawnPictures.Settings SIGNS =
            new DrawnPictures.Settings(DrawingStyle.STROKES, 6, 5, 4, 32, 3);

    private static final DrawnPictures.Settings EDITED =
            new DrawnPictures.Settings(DrawingStyle.SHAPES, 2, 4, 3, 64, 5);

    /** Creates one file or folder. */
    private interface Maker {
        void make(Path at) throws IOException;
    }

    private static final Map<String, Maker> ALL = new LinkedHashMap<>();

    static {
        ALL.put("a.png", at -> Files.copy(Documents.ROOT.resolve("examples/boat-1.png"), at));
        ALL.put("b.png", at -> Files.copy(Documents.ROOT.resolve("examples/boat-2.png"), at));
        ALL.put("a.jpg", at -> jpeg("examples/boat-1.png", at));
        ALL.put("b.jpg", at -> jpeg("examples/boat-2.png", at));
        ALL.put("photo.jpg", at -> jpeg("examples/wheels-1.png", at));
        ALL.put("pictures", at -> DrawnPictures.write(SIGNS, at, Progress.NONE));
        ALL.put("photos", ReadersFiles::photos);
        ALL.put("edited", at -> DrawnPictures.write(EDITED, at, Progress.NONE));
        ALL.put("pairs.csv", ReadersFiles::pairs);
        ALL.put(
                "omniglot-background.zip",
                at -> zipped(at, folder -> DrawnPictures.write(SIGNS, folder, Progress.NONE)));
        ALL.put("omniglot-runs.zip", at -> zipped(at, ReadersFiles::runs));
        ALL.put("cq100.zip", at -> zipped(at, ReadersFiles::photos));
        ALL.put("vacation.zip", at -> zipped(at, ReadersFiles::photos));
        ALL.put("emoji.zip", at -> zipped(at, ReadersFiles::emoji));
        ALL.put("affine.zip", at -> zipped(at, ReadersFiles::planes));
    }

    private ReadersFiles() {}

    static boolean has(String name) {
        return ALL.containsKey(name);
    }

    static void make(String name, Path folder) throws IOException {
        Path at = folder.resolve(name);
        if (!Files.exists(at)) {
            Objects.requireNonNull(ALL.get(name), name).make(at);
        }
    }

    private static void jpeg(String png, Path at) throws IOException {
        BufferedImage read = ImageIO.read(Documents.ROOT.resolve(png).toFile());
        BufferedImage plain = new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_INT_RGB);
        plain.createGraphics().drawImage(read, 0, 0, null);
        ImageIO.write(plain, "jpg", at.toFile());
    }

    private static void photos(Path at) throws IOException {
        Files.createDirectories(at);
        int number = 0;
        DrawnPictures.Settings shapes = new DrawnPictures.Settings(DrawingStyle.SHAPES, 1, 16, 1, 200, 3);
        for (LabelledPicture shape : DrawnPictures.inMemory(shapes)) {
            PictureFile.write(shape.source().read(), at.resolve("photo" + ++number + ".png"));
        }
    }

    /** Rows for comparing and training: adjacent pictures, which match, and pictures of different signs. */
    private static void pairs(Path at) throws IOException {
        Path folder = Objects.requireNonNull(at.getParent());
        make("pictures", folder);
        List<String> files = DrawnFiles.of(folder.resolve("pictures")).stream()
                .map(file -> folder.relativize(file).toString())
                .toList();
        StringBuilder rows = new StringBuilder("a,b,label\n");
        for (int i = 0; i < files.size(); i += 4) { // there are four of each sign
            rows.append(files.get(i)).append(',').append(files.get(i + 1)).append(",1\n");
            rows.append(files.get(i)).append(',').append(files.get(i + 2)).append(",1\n");
            for (int j = 0; j < i; j += 4) {
                rows.append(files.get(i)).append(',').append(files.get(j)).append(",0\n");
            }
        }
        Files.writeString(at, rows);
    }

    private static void runs(Path at) throws IOException {
        List<LabelledPicture> signs = DrawnPictures.inMemory(SIGNS);
        for (String run : List.of("run01", "run02")) {
            StringBuilder labels = new StringBuilder();
            for (int i = 0; i < 5; i++) {
                int first = 4 * i + (run.equals("run01") ? 0 : 20);
                String training = run + "/training/class0" + i + ".png";
                String test = run + "/test/item0" + i + ".png";
                write(signs.get(first), at.resolve(training));
                write(signs.get(first + 1), at.resolve(test));
                labels.append(test).append(' ').append(training).append('\n');
            }
            Files.writeString(at.resolve(run).resolve("class_labels.txt"), labels);
        }
    }

    private static void write(LabelledPicture picture, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        PictureFile.write(picture.source().read(), file);
    }

    /** Two vendors, some sixty emoji, and every one that scripts/emoji.args leaves out. */
    private static void emoji(Path at) throws IOException {
        List<String> names = new ArrayList<>(List.of("1f44b-1f3fb"));
        Matcher left = Pattern.compile("\\*/([0-9a-f-]+)\\.png")
                .matcher(Files.readString(Documents.ROOT.resolve("scripts/emoji.args")));
        while (left.find()) {
            names.add(left.group(1));
        }
        for (int code = 0x1f600; code < 0x1f640; code++) {
            names.add(Integer.toHexString(code));
        }
        List<LabelledPicture> signs =
                DrawnPictures.inMemory(new DrawnPictures.Settings(DrawingStyle.SHAPES, 1, names.size(), 2, 32, 5));
        for (int i = 0; i < names.size(); i++) {
            write(signs.get(2 * i), at.resolve("one/" + names.get(i) + ".png"));
            write(signs.get(2 * i + 1), at.resolve("other/" + names.get(i) + ".png"));
        }
    }

    /** Two planes, each seen twice: the second image is shifted by 12 pixels. */
    private static void planes(Path at) throws IOException {
        DrawnPictures.Settings shapes = new DrawnPictures.Settings(DrawingStyle.SHAPES, 1, 18, 1, 64, 7);
        List<LabelledPicture> tiles = DrawnPictures.inMemory(shapes);
        for (int plane = 0; plane < 2; plane++) {
            Path sequence = Files.createDirectories(at.resolve("plane" + plane));
            PictureFile.write(tiled(tiles.subList(9 * plane, 9 * plane + 9), 0), sequence.resolve("img1.png"));
            PictureFile.write(tiled(tiles.subList(9 * plane, 9 * plane + 9), 12), sequence.resolve("img2.png"));
            Files.writeString(sequence.resolve("H1to2p"), "1 0 -12\n0 1 0\n0 0 1\n");
        }
    }

    private static Picture tiled(List<LabelledPicture> pictures, int left) {
        List<byte[]> tiles =
                pictures.stream().map(picture -> picture.source().read().rgb()).toList();
        int side = 180;
        byte[] rgb = new byte[3 * side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int column = (x + left) % 192;
                byte[] tile = tiles.get(y / 64 * 3 + column / 64);
                System.arraycopy(tile, 3 * (y % 64 * 64 + column % 64), rgb, 3 * (y * side + x), 3);
            }
        }
        return new Picture(side, side, rgb);
    }

    private static void zipped(Path zip, Maker maker) throws IOException {
        Path folder = zip.resolveSibling("." + zip.getFileName() + ".folder");
        maker.make(folder);
        try (OutputStream file = Files.newOutputStream(zip);
                ZipOutputStream out = new ZipOutputStream(file);
                Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(new ZipEntry("data/" + folder.relativize(each)));
                Files.copy(each, out);
            }
        }
    }
}
