package dev.likeness.model;

import dev.likeness.error.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Where the files of a model lie: a folder, a zip of it, or resources of a jar.
 *
 * <p>Only plain file names are asked for, none leads outside, and no link is followed.
 */
public interface ModelFiles {
    /** No file of a model is read past this size. */
    long MAX_BYTES = 512L << 20;

    /** What people call it, for messages: a path, or the name of a bundled model. */
    String name();

    /**
     * Reads one whole file.
     *
     * @param file a plain name such as {@code encoder.onnx}
     * @throws InputException if it is absent, a link, or too large
     */
    byte[] read(String file);

    /**
     * A model folder, or a zip of one.
     *
     * @throws InputException if there is nothing at that path
     */
    static ModelFiles at(Path path) {
        if (Files.isDirectory(path)) {
            return folder(path);
        }
        if (Files.isRegularFile(path)) {
            return zip(path);
        }
        throw new InputException(path + ": there is no model folder here (one holds model.json, encoder.onnx and"
                + " head.onnx); './likeness models list' shows the bundled ones");
    }

    /** Files that are read by a function, from wherever. */
    static ModelFiles of(String name, Function<String, byte[]> reader) {
        return new ModelFiles() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public byte[] read(String file) {
                return reader.apply(file);
            }
        };
    }

    private static ModelFiles folder(Path folder) {
        return of(folder.toString(), file -> {
            Path path = folder.resolve(file);
            try {
                if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    throw new InputException(folder + ": no model folder, as it holds no plain file " + file
                            + " (links are not followed); train one with './likeness train DATA --out " + folder
                            + "'");
                }
                requireSize(Files.size(path), path.toString());
                return Files.readAllBytes(path);
            } catch (IOException e) {
                throw new InputException(path + ": cannot be read (" + e.getMessage() + ")", e);
            }
        });
    }

    private static ModelFiles zip(Path zip) {
        return of(zip.toString(), file -> {
            try (ZipFile open = new ZipFile(zip.toFile())) {
                ZipEntry entry = open.stream()
                        .filter(e -> e.getName().equals(file) || e.getName().matches("[^/]+/" + Pattern.quote(file)))
                        .findFirst()
                        .orElseThrow(() -> new InputException(zip + ": no zip of a model folder, as it holds no " + file
                                + "; zip the folder that training wrote"));
                byte[] bytes = open.getInputStream(entry).readNBytes((int) MAX_BYTES + 1);
                requireSize(bytes.length, zip + "/" + file);
                return bytes;
            } catch (IOException e) {
                throw new InputException(zip + ": neither a model folder nor a zip of one (" + e.getMessage() + ")", e);
            }
        });
    }

    private static void requireSize(long bytes, String what) {
        if (bytes > MAX_BYTES) {
            throw new InputException(what + ": more than " + (MAX_BYTES >> 20) + " MB, too large for a model's file");
        }
    }
}
