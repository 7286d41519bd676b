package dev.likeness.cli.gallery;

import dev.likeness.cli.option.ModelOption;
import dev.likeness.cli.option.PictureFiles;
import dev.likeness.cli.option.UserData;
import dev.likeness.cli.text.PathText;
import dev.likeness.cli.text.PictureRate;
import dev.likeness.cli.text.ProgressDisplay;
import dev.likeness.error.InputException;
import dev.likeness.files.AtomicFiles;
import dev.likeness.files.FileFault;
import dev.likeness.files.Sha256;
import dev.likeness.files.UserPath;
import dev.likeness.gallery.Gallery;
import dev.likeness.model.LearnedMeasure;
import dev.likeness.model.ModelFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The gallery that the shortcuts keep for some folders, in the folder of the user's data:
 *
 * <pre>
 * folders/HASH OF THE FOLDERS/
 *   folders.txt        the paths of the folders
 *   automatic          the name of the folder below that --model auto uses
 *   HASH OF THE MODEL/ a gallery
 * </pre>
 *
 * @param gallery with the current contents of the folders
 * @param added what was changed in it now
 */
record FolderGallery(Gallery gallery, AddText added) implements AutoCloseable {
    private static final int HASH_LENGTH = 16;
    private static final String AUTOMATIC = "automatic";

    /**
     * Opens the gallery of these folders, and brings it up to date.
     *
     * @param err is told which model was chosen, and which files are not pictures
     * @throws InputException if a folder does not exist or there are no pictures
     */
    static FolderGallery of(List<Path> folders, ModelOption model, PrintWriter err) {
        PictureFiles.requireExisting(folders);
        List<String> paths =
                folders.stream().map(FolderGallery::real).distinct().sorted().toList();
        Path place = UserData.folder()
                .resolve("folders")
                .resolve(
                        shortened(new Sha256().add(paths.toArray(String[]::new)).hex()));
        Gallery gallery = opened(place, paths, folders, model, err);
        try {
            AddText added;
            try (ProgressDisplay bar = new ProgressDisplay("encode", System.err)) {
                added = AddText.of(gallery.add(folders, new PictureRate(bar)), UserData.folder());
            }
            added.requirePictures(folders).warn(err);
            removeMissing(gallery);
            return new FolderGallery(gallery, added);
        } catch (RuntimeException | Error e) {
            gallery.close();
            throw e;
        }
    }

    private static Gallery opened(
            Path place, List<String> paths, List<Path> folders, ModelOption model, PrintWriter err) {
        Path pointer = place.resolve(AUTOMATIC);
        if (model.isAutomatic() && Files.isRegularFile(pointer)) {
            Path chosen = place.resolve(read(pointer));
            if (Gallery.exists(chosen)) {
                return Gallery.open(chosen);
            }
        }
        ModelFiles files;
        if (model.isAutomatic()) {
            List<Path> pictures = PictureFiles.in(folders);
            if (pictures.isEmpty()) {
                throw new InputException(
                        String.join(", ", paths) + ": no pictures found; choose a folder with pictures");
            }
            files = model.files(pictures, err);
        } else {
            files = model.files();
        }
        String identity;
        try (LearnedMeasure measure = LearnedMeasure.open(files)) {
            identity = shortened(measure.identity().checksum());
        }
        Gallery gallery = Gallery.open(place.resolve(identity), files);
        AtomicFiles.writeQuickly(
                place.resolve("folders.txt"), (String.join("\n", paths) + "\n").getBytes(StandardCharsets.UTF_8));
        if (model.isAutomatic()) {
            AtomicFiles.writeQuickly(pointer, identity.getBytes(StandardCharsets.UTF_8));
        }
        return gallery;
    }

    private static String shortened(String checksum) {
        return checksum.substring(0, HASH_LENGTH);
    }

    private static String read(Path pointer) {
        try {
            String name = Files.readString(pointer).strip();
            return name.matches("[0-9a-f]+") ? name : "damaged";
        } catch (IOException e) {
            throw new InputException(
                    pointer + ": cannot be read (" + FileFault.reason(e, pointer) + "); delete it, and try again", e);
        }
    }

    private static String real(Path folder) {
        try {
            return UserPath.text(folder.toRealPath());
        } catch (IOException e) {
            throw new InputException(
                    UserPath.text(folder) + ": cannot be read (" + FileFault.reason(e, folder) + "); check the path",
                    e);
        }
    }

    /** Files that were deleted since the last call; an own gallery would keep them until it is told. */
    private static void removeMissing(Gallery gallery) {
        AtomicBoolean missing = new AtomicBoolean();
        gallery.forEachPicture(picture -> missing.compareAndSet(false, Files.notExists(picture.location())));
        if (missing.get()) {
            gallery.remove(picture -> Files.notExists(picture.location()));
        }
    }

    /** Tells where the codes are. */
    void tellPlace(PrintWriter err) {
        err.println("likeness: note: " + AddText.counted(added.pictures(), "picture") + ", "
                + added.report().added() + " new; their codes are kept in " + PathText.shown(gallery.folder()));
    }

    @Override
    public void close() {
        gallery.close();
    }
}
