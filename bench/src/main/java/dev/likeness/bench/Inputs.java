package dev.likeness.bench;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** The pictures and models that the measurements use, made at the first call and kept in {@code bench/target}. */
final class Inputs {
    private static final int LARGE_WIDTH = 4000;
    private static final int LARGE_HEIGHT = 3000;
    private static final int STEPS = 30;

    private final Path root;
    private final Path target;

    Inputs(Path root, Path target) {
        this.root = root;
        this.target = target;
    }

    /** The file of a recipe, such as {@code t1}. */
    Path recipe(String network) {
        return root.resolve("bench/networks/" + network + ".yaml");
    }

    /** A trained model of a recipe: its accuracy is of no interest, but its graphs and weights are those of a real model. */
    Path model(String network) {
        Path folder = target.resolve("networks/" + network);
        if (!Files.exists(folder.resolve("model.json"))) {
            train(launcher(), folder, "--recipe", recipe(network).toString());
        }
        return folder;
    }

    /** A model with the head {@code nearest} on 64x64 pixels, trained by the version of a launcher. */
    Path nearest(Path launcher, String name) {
        Path folder = target.resolve("networks/" + name);
        if (!Files.exists(folder.resolve("model.json"))) {
            train(launcher, folder, "--head", "nearest", "--set", "input.size=64");
        }
        return folder;
    }

    private void train(Path launcher, Path folder, String... network) {
        Path few = drawn("few", "--groups", "8", "--identities", "20", "--pictures", "3");
        List<String> words = new ArrayList<>(List.of("train", few.toString()));
        words.addAll(List.of(network));
        words.addAll(List.of("--steps", String.valueOf(STEPS), "--out", folder.toString()));
        likeness(launcher, words);
    }

    /** The launcher of this version. */
    Path launcher() {
        return root.resolve("likeness");
    }

    /** A model that is part of the program. */
    Path bundled(String name) {
        return root.resolve("models/src/main/resources/dev/likeness/models/" + name);
    }

    /** Drawn characters, as many and as large as the background set of Omniglot. */
    Path characters() {
        return drawn("characters", "--groups", "30", "--identities", "32", "--pictures", "20");
    }

    /** Drawn pictures in colour, all in one folder. */
    Path photographs() {
        Path folder = target.resolve("photographs");
        if (!Files.isDirectory(folder)) {
            Path shapes = drawn(
                    "shapes",
                    "--style",
                    "shapes",
                    "--size",
                    "160",
                    "--groups",
                    "20",
                    "--identities",
                    "50",
                    "--pictures",
                    "2");
            try (Stream<Path> files = Files.walk(shapes)) {
                Path part = Files.createDirectories(target.resolve("photographs.part"));
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String name = shapes.relativize(file).toString().replace('/', '-');
                    Files.copy(file, part.resolve(name));
                }
                Files.move(part, folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return folder;
    }

    /** 1,080 drawn pictures of 120 identities. */
    Path ranked() {
        return drawn("ranked", "--groups", "12", "--identities", "10", "--pictures", "9");
    }

    private Path drawn(String name, String... options) {
        Path folder = target.resolve(name);
        if (!Files.isDirectory(folder)) {
            Path part = target.resolve(name + ".part");
            likeness(
                    launcher(),
                    Stream.concat(Stream.of("data", "draw", "--out", part.toString()), Stream.of(options))
                            .toList());
            try {
                Files.move(part, folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return folder;
    }

    private void likeness(Path launcher, List<String> arguments) {
        List<String> command = Stream.concat(Stream.of(launcher.toString()), arguments.stream())
                .toList();
        try {
            Sample.of(new Side(Side.OURS, command, Map.of(), root, 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UsageException("interrupted");
        }
    }

    /** JPEG files of 12 megapixels, from the examples, with noise as a camera adds it. */
    Path large(int count) {
        Path folder = target.resolve("large-" + count);
        if (!Files.isDirectory(folder)) {
            try (Stream<Path> examples = Files.list(root.resolve("examples"))) {
                List<Path> sources = examples.filter(file -> file.toString().matches(".*[.](jpg|png)"))
                        .sorted()
                        .toList();
                Path part = Files.createDirectories(target.resolve("large.part"));
                for (int i = 0; i < count; i++) {
                    BufferedImage source =
                            ImageIO.read(sources.get(i % sources.size()).toFile());
                    write(enlarged(source, i), part.resolve(String.format("%03d.jpg", i)));
                }
                Files.move(part, folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return folder;
    }

    private static BufferedImage enlarged(BufferedImage source, int seed) {
        BufferedImage large = new BufferedImage(LARGE_WIDTH, LARGE_HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = large.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(source, 0, 0, LARGE_WIDTH, LARGE_HEIGHT, null);
        graphics.dispose();
        Random random = new Random(seed);
        int[] row = new int[LARGE_WIDTH];
        for (int y = 0; y < LARGE_HEIGHT; y++) {
            large.getRGB(0, y, LARGE_WIDTH, 1, row, 0, LARGE_WIDTH);
            for (int x = 0; x < LARGE_WIDTH; x++) {
                int noise = random.nextInt(17) - 8;
                int changed = 0;
                for (int shift = 0; shift <= 16; shift += 8) {
                    changed |= Math.max(0, Math.min(255, (row[x] >> shift & 0xff) + noise)) << shift;
                }
                row[x] = changed;
            }
            large.setRGB(0, y, LARGE_WIDTH, 1, row, 0, LARGE_WIDTH);
        }
        return large;
    }

    private static void write(BufferedImage picture, Path file) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (OutputStream out = Files.newOutputStream(file);
                ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            ImageWriteParam quality = writer.getDefaultWriteParam();
            quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            quality.setCompressionQuality(0.9f);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(picture, null, null), quality);
        } finally {
            writer.dispose();
        }
    }
}
