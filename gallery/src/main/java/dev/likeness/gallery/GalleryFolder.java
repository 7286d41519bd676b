package dev.likeness.gallery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.likeness.error.InputException;
import dev.likeness.error.Remedy;
import dev.likeness.files.AtomicFiles;
import dev.likeness.files.FileFault;
import dev.likeness.model.LearnedMeasure;
import dev.likeness.model.ModelCard;
import dev.likeness.model.ModelFiles;
import dev.likeness.model.ModelJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * The folder of a gallery: {@code gallery.json} names the current generation, a folder with a copy of the model and the index
 * of its codes. Another model makes another generation, and {@code gallery.json} is replaced when it is complete.
 */
record GalleryFolder(Path folder) {
    private static final String STATE = "gallery.json";
    private static final String GENERATION = "generation-";
    private static final int FORMAT = 1;
    private static final String MODEL_CARD = "model.json";

    /** One model and its index. */
    record Generation(int number, Path folder) {
        Path model() {
            return folder.resolve("model");
        }

        Path index() {
            return folder.resolve("index");
        }

        /**
         * The model with its graphs in memory: one is loaded at the first search, and the folder of an old generation may be
         * gone by then.
         */
        ModelFiles loadedModel() {
            ModelFiles files = ModelFiles.at(model());
            Map<String, byte[]> graphs = new HashMap<>();
            ModelCard card = ModelJson.read(files.read("model.json"), files.name());
            for (String graph : List.of(
                    ModelCard.ENCODER,
                    ModelCard.HEAD,
                    ModelCard.HEAD_OF_MANY,
                    ModelCard.HEAD_OF_BLOCK,
                    ModelCard.HEAD_OF_QUERY)) {
                if (card.files().containsKey(graph)) {
                    graphs.put(graph, files.read(graph));
                }
            }
            return ModelFiles.of(
                    files.name(), file -> Objects.requireNonNullElseGet(graphs.get(file), () -> files.read(file)));
        }
    }

    boolean exists() {
        return Files.isRegularFile(folder.resolve(STATE));
    }

    Path marks() {
        return folder.resolve("marks.log");
    }

    /** @throws InputException if the folder is not a gallery, or one of another version */
    Generation current() {
        Path state = folder.resolve(STATE);
        if (!exists()) {
            throw new InputException(
                    folder + ": no gallery found (a gallery contains " + STATE + ")",
                    new Remedy(Remedy.Action.FILL_GALLERY));
        }
        try {
            JsonNode json = new ObjectMapper().readTree(Files.readAllBytes(state));
            int format = json.path("format").asInt();
            if (format != FORMAT) {
                throw new InputException(
                        state + ": the format of the gallery is " + json.path("format") + "; this version reads format "
                                + FORMAT + "; use the version that wrote it, or make a new gallery");
            }
            int number = json.path("generation").asInt();
            if (number < 1) {
                throw damaged(state, null);
            }
            return generation(number);
        } catch (JsonProcessingException e) {
            throw damaged(state, e);
        } catch (IOException e) {
            throw new InputException(state + ": cannot be read (" + FileFault.reason(e, state) + ")", e);
        }
    }

    private static InputException damaged(Path state, @org.jspecify.annotations.Nullable Exception e) {
        return new InputException(
                state + ": damaged: it does not name a generation; delete the gallery and add the pictures again", e);
    }

    Generation generation(int number) {
        return new Generation(number, folder.resolve(GENERATION + number));
    }

    /**
     * Checks, for the holder of the writer's lock, that no other process has switched to another generation.
     *
     * @throws InputException if one has
     */
    void requireCurrent(Generation generation) {
        if (!current().equals(generation)) {
            throw new InputException(
                    folder + ": another process has encoded this gallery again with another model; open it again");
        }
    }

    /** Removes the generations before the current one: a process that was killed just after a switch leaves one. */
    void removeBefore(Generation current) {
        remove(number -> number < current.number());
    }

    /** Removes a generation after the current one, which was not completed. */
    void removeAfter(Generation current) {
        remove(number -> number > current.number());
    }

    private void remove(IntPredicate unwanted) {
        try (Stream<Path> inside = Files.list(folder)) {
            inside.filter(path -> {
                        String name = String.valueOf(path.getFileName());
                        return name.matches(GENERATION + "[0-9]{1,9}")
                                && unwanted.test(Integer.parseInt(name.substring(GENERATION.length())));
                    })
                    .forEach(GalleryFolder::delete);
        } catch (IOException e) {
            throw new InputException(folder + ": cannot be listed (" + FileFault.reason(e, folder) + ")", e);
        }
    }

    static void delete(Path folder) {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path each : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new InputException(
                    folder + ": cannot be removed (" + FileFault.reason(e, folder) + "); remove it yourself", e);
        }
    }

    /**
     * Begins a gallery.
     *
     * @throws InputException if the folder has other contents
     */
    void create(ModelFiles model) {
        refuseOtherContents();
        Generation first = generation(1);
        copyModel(model, first);
        switchTo(first);
    }

    /** A process that was killed while it created the gallery leaves a generation without a state. */
    private void refuseOtherContents() {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> inside = Files.list(folder)) {
            if (inside.anyMatch(path -> !isOurs(String.valueOf(path.getFileName())))) {
                throw new InputException(folder + ": the folder is not empty and not a gallery; choose another folder");
            }
        } catch (IOException e) {
            throw new InputException(
                    folder + ": cannot be listed (" + FileFault.reason(e, folder) + "); choose another folder", e);
        }
    }

    private static boolean isOurs(String name) {
        return name.startsWith(GENERATION) || name.startsWith(".") || name.startsWith("marks.");
    }

    /** Copies the model, so that the gallery goes on answering with it after an upgrade of the product. */
    static void copyModel(ModelFiles model, Generation generation) {
        try (LearnedMeasure measure = LearnedMeasure.open(model)) {
            for (String file : measure.card().files().keySet()) {
                AtomicFiles.write(generation.model().resolve(file), model.read(file));
            }
        }
        AtomicFiles.write(generation.model().resolve(MODEL_CARD), model.read(MODEL_CARD));
    }

    void switchTo(Generation generation) {
        String json = String.format("{\"format\": %d, \"generation\": %d}%n", FORMAT, generation.number());
        AtomicFiles.write(folder.resolve(STATE), json.getBytes(StandardCharsets.UTF_8));
    }

    /** The size of all its files. */
    long bytes() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw unlisted(e);
        } catch (UncheckedIOException e) {
            throw unlisted(Objects.requireNonNull(e.getCause()));
        }
    }

    private InputException unlisted(IOException e) {
        return new InputException(folder + ": the gallery cannot be listed (" + FileFault.reason(e, folder) + ")", e);
    }
}
