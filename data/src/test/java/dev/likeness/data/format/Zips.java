package dev.likeness.data.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs folders as archives, for tests. */
public final class Zips {
    private Zips() {}

    public static Path pack(Path folder, Path zip) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream packed = new ZipOutputStream(out)) {
            for (Path file : files) {
                packed.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
                packed.write(Files.readAllBytes(file));
            }
        }
        return zip;
    }

    static Path withEntry(Path zip, String name) throws IOException {
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream packed = new ZipOutputStream(out)) {
            packed.putNextEntry(new ZipEntry(name));
            packed.write(1);
        }
        return zip;
    }
}
