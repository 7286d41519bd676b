/**
 * Reads HEIC and AVIF pictures with the libheif of the system. Nothing is exported: core finds the readers.
 *
 * <p>On the module path, name this module, which no other requires: {@code --add-modules dev.likeness.heif}. Java 22 and
 * later want {@code --enable-native-access=com.sun.jna}.
 */
module dev.likeness.heif {
    requires static org.jspecify;
    requires dev.likeness.core;
    requires com.sun.jna;

    // JNA fills in the fields of structures.
    opens dev.likeness.heif to
            com.sun.jna;

    provides dev.likeness.picture.reader.PictureReaderProvider with
            dev.likeness.heif.HeifFormats;
}
