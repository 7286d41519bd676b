package dev.likeness.gallery;

import dev.likeness.files.UserPath;
import dev.likeness.model.ModelFiles;
import dev.likeness.progress.Progress;
import java.nio.file.Path;

/** A gallery in a folder. */
record FolderPlace(Path folder) implements GalleryPlace {
    @Override
    public String text() {
        return UserPath.text(folder);
    }

    @Override
    public boolean exists() {
        return Gallery.exists(folder);
    }

    @Override
    public PictureGallery open() {
        return Gallery.open(folder);
    }

    @Override
    public PictureGallery open(ModelFiles model) {
        return Gallery.open(folder, model);
    }

    @Override
    public AddReport encodeAgain(ModelFiles model, Progress progress) {
        return Gallery.encodeAgain(folder, model, progress);
    }
}
