/** Galleries: the codes of pictures on disk, searched and checked for duplicates. */
module dev.likeness.gallery {
    requires static org.jspecify;
    requires transitive dev.likeness.core;
    requires transitive dev.likeness.data;
    requires com.fasterxml.jackson.databind;
    requires org.apache.lucene.core;
    requires org.slf4j;

    uses dev.likeness.gallery.GallerySchemeProvider;

    exports dev.likeness.gallery;
    exports dev.likeness.gallery.index;
    exports dev.likeness.gallery.copy;
}
