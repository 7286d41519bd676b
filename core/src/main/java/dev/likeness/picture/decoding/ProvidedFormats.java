package dev.likeness.picture.decoding;

import dev.likeness.picture.reader.PictureReader;
import dev.likeness.picture.reader.PictureReaderProvider;
import dev.likeness.registry.Registry;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The picture formats that other jars read. Loaded for the first file that is of no built-in format. */
final class ProvidedFormats {
    private static final Registry<PictureReader> READERS =
            Registry.of("picture format", Map.of(), () -> ServiceLoader.load(PictureReaderProvider.class));

    private ProvidedFormats() {}

    /**
     * The reader of a file; null if there is none.
     *
     * @throws dev.likeness.error.InputException if two jars read a format
     */
    static @Nullable PictureReader of(byte[] file) {
        for (String name : READERS.names()) {
            PictureReader reader = READERS.named(name);
            if (reader.recognises(file)) {
                return reader;
            }
        }
        return null;
    }

    /** The supported formats, built in and from other jars: "JPEG, PNG and PNM". */
    static String list() {
        TreeSet<String> provided = new TreeSet<>();
        READERS.names().forEach(name -> provided.add(READERS.named(name).label()));
        if (provided.isEmpty()) {
            return PictureFormat.ALL;
        }
        String last = provided.pollLast();
        StringBuilder list = new StringBuilder(PictureFormat.ALL.replace(" and ", ", "));
        provided.forEach(name -> list.append(", ").append(name));
        return list + " and " + last;
    }
}
