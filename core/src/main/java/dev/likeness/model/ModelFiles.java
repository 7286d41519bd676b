package dev.likeness.model;

import dev.likeness.error.InputException;
import dev.likeness.error.Remedy;
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
 * The files of a model: in a folder, in a zip of it, or in the resources of a jar.
 *
 * <p>File names are plain: a name with a path is rejected. Symbolic links are not followed.
 */
public interface ModelFiles {
    /** The largest file that is read. */
    long MAX_BYTES = 512L << 20;

    /** The limits of a zip: a few files of weights, which hardly compress. */
    Archive.Limits ZIP = new Archive.Limits(1000, MAX_BYTES, 100);

    /** The name for messages: a path, or the name of a bundled model. */
    String name();

    /**
     * Reads one whole file.
     *
     * @param file a plain name such as {@code encoder.onnx}
     * @throws InputException if the file is absent, a symbolic link, or too large
     */
    byte[] read(String file);

    /** Whether {@link #read} itself refuses a damaged file, so that nobody else needs to check it before use. */
    default boolean refusesDamage() {
        return false;
    }

    /**
     * The files of a model folder, or of a zip of one.
     *
     * @throws InputException if the path does not exist
     */
    static ModelFiles at(Path path) {
        if (Files.isDirectory(path)) {
            return folder(path);
        }
        if (Files.isRegularFile(path)) {
            return zip(path);
        }
        throw new InputException(
                path + ": no model folder found (a model folder contains model.json, encoder.onnx and" + " head.onnx)",
                new Remedy(Remedy.Action.CHOOSE_MODEL));
    }

    /** Files that a function reads. */
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
                throw new InputException(
                        folder + ": not a model folder: it contains no file " + file
                                + " (symbolic links are not followed)",
                        new Remedy(Remedy.Action.TRAIN_MODEL, folder));
            }
            try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
                requireSize(Files.size(path), path.toString());
                return BoundedRead.all(in, MAX_BYTES, () -> tooLarge(path.toString())); // the file may have grown since
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
                    throw new InputException(zip + ": not a zip of a model folder: it contains "
                            + (found.isEmpty() ? "no file " + file : found.size() + " files " + file)
                            + "; zip the folder that training wrote, and nothing else");
                }
                return archive.read(found.get(0));
            }
        });
    }

    private static void requirePlain(String file, String what) {
        if (!isPlain(file)) {
            throw new InputException(
                    what + ": '" + file + "' is not a plain file name such as encoder.onnx and may lead outside"
                            + " the model's folder; do not use this model");
        }
    }

    /** Whether a name is a plain file name without a path: letters, digits, dots, dashes and underscores. */
    static boolean isPlain(String file) {
        return file.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");
    }

    private static void requireSize(long bytes, String what) {
        if (bytes > MAX_BYTES) {
            throw tooLarge(what);
        }
    }

    private static InputException tooLarge(String what) {
        return new InputException(what + ": larger than " + (MAX_BYTES >> 20)
                + " MB, the limit for a file of a model; copy or train the model again");
    }
}
