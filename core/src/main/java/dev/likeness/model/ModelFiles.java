package dev.likeness.model;

import dev.likeness.error.InputException;
import dev.likeness.files.Archive;
import dev.likeness.files.BoundedRead;
import dev.likeness.files.FileFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Where the files of a model lie: a folder, a zip of it, or resources of a jar.
 *
 * <p>Only plain file names are asked for, none leads outside, and no link is followed.
 */
public interface ModelFiles {
    /** No file of a model is read past this size. */
    long MAX_BYTES = 512L << 20;

    /** A zip of a model: a handful of files of weights, which pack badly. */
    Archive.Limits ZIP = new Archive.Limits(1000, MAX_BYTES, 100);

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
            requirePlain(file, folder.toString());
            Path path = folder.resolve(file);
            if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new InputException(folder + ": no model folder, as it holds no plain file " + file
                        + " (links are not followed); train one with './likeness train DATA --out " + folder + "'");
            }
            try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
                requireSize(Files.size(path), path.toString());
                return BoundedRead.all(in, MAX_BYTES, () -> tooLarge(path.toString())); // it may grow meanwhile
            } catch (IOException e) {
                throw new InputException(path + ": cannot be read (" + FileFault.reason(e, path) + ")", e);
            }
        });
    }

    private static ModelFiles zip(Path zip) {
        return of(zip.toString(), file -> {
            requirePlain(file, zip.toString());
            try (Archive archive = Archive.open(zip, ZIP)) {
                List<String> found = archive.files().keySet().stream()
                        .filter(name -> name.equals(file) || name.matches("[^/]+/" + Pattern.quote(file)))
                        .toList();
                if (found.size() != 1) {
                    throw new InputException(zip + ": no zip of a model folder, as it holds "
                            + (found.isEmpty() ? "no " + file : found.size() + " files " + file)
                            + "; zip the folder that training wrote, and no other");
                }
                return archive.read(found.get(0));
            }
        });
    }

    private static void requirePlain(String file, String what) {
        if (!isPlain(file)) {
            throw new InputException(what + ": a model's files have plain names such as encoder.onnx, not '" + file
                    + "', which may lead outside; do not use this model");
        }
    }

    /** Whether a name is that of a file and not of a place: letters, digits, dots, dashes and underscores. */
    static boolean isPlain(String file) {
        return file.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");
    }

    private static void requireSize(long bytes, String what) {
        if (bytes > MAX_BYTES) {
            throw tooLarge(what);
        }
    }

    private static InputException tooLarge(String what) {
        return new InputException(what + ": more than " + (MAX_BYTES >> 20) + " MB, too large for a model's file");
    }
}
