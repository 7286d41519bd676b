package dev.likeness.server;

import dev.likeness.gallery.Gallery;
import dev.likeness.models.Models;
import dev.likeness.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A folder with pictures and a gallery of them. */
record GalleryFiles(Path folder) {
    /** Pictures p0.png to p7.png, an edited copy c1.jpg of p1.png, and p2.png twice. */
    static GalleryFiles in(Path folder) throws IOException {
        GalleryFiles files = new GalleryFiles(folder);
        Files.createDirectories(files.pictures());
        for (int i = 0; i < 8; i++) {
            Files.write(files.picture("p" + i + ".png"), DrawnPictures.png(i));
        }
        Files.write(files.picture("c1.jpg"), DrawnPictures.jpeg(1));
        Files.copy(files.picture("p2.png"), files.picture("again.png"));
        files.add();
        return files;
    }

    Path gallery() {
        return folder.resolve("gallery");
    }

    Path pictures() {
        return folder.resolve("pictures");
    }

    Path picture(String name) {
        return pictures().resolve(name);
    }

    /** Adds what is in the folder, as another process would. */
    void add() {
        try (Gallery gallery = Gallery.open(gallery(), Models.bundled("photos"))) {
            gallery.add(List.of(pictures()), Progress.NONE);
        }
    }

    ServerSettings settings() {
        return ServerSettings.usual().withGallery(gallery());
    }

    /** SHA-256 of a file. */
    String id(String name) throws IOException {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(picture(name)));
            return HexFormat.of().formatHex(sha256);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
