package dev.likeness.solr;

import dev.likeness.gallery.AddReport;
import dev.likeness.gallery.GalleryPlace;
import dev.likeness.gallery.PictureGallery;
import dev.likeness.model.ModelFiles;
import dev.likeness.progress.Progress;

/** A gallery in a cluster. */
record ClusterPlace(ClusterAddress address) implements GalleryPlace {
    @Override
    public String text() {
        return address.toString();
    }

    @Override
    public boolean exists() {
        return ClusterGallery.exists(address);
    }

    @Override
    public PictureGallery open() {
        return ClusterGallery.open(address);
    }

    @Override
    public PictureGallery open(ModelFiles model) {
        return ClusterGallery.open(address, model);
    }

    @Override
    public AddReport encodeAgain(ModelFiles model, Progress progress) {
        return ClusterGallery.encodeAgain(address, model, progress);
    }
}
