package dev.likeness.cli.option;

import dev.likeness.data.DataSet;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.SeededRandom;
import dev.likeness.data.SkippedPictures;
import dev.likeness.domain.PictureStatistics;
import dev.likeness.error.InputException;
import dev.likeness.evaluation.DomainFit;
import dev.likeness.files.UserPath;
import dev.likeness.model.ModelFiles;
import dev.likeness.models.ModelChoice;
import dev.likeness.models.Models;
import dev.likeness.picture.Picture;
import dev.likeness.progress.Progress;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The model: a bundled one by name, or a folder. */
public final class ModelOption {
    @Option(
            names = "--model",
            paramLabel = "NAME|DIR|auto",
            description =
                    "A bundled model by name, a model folder, or a zip of one; auto chooses between the bundled models"
                            + " by the kind of the pictures. Default: auto.")
    @RunInput
    private @Nullable String model;

    private static final String AUTOMATIC = "auto";

    private static final int SAMPLE = 100; // pictures of a data set that are read to choose a model

    /** Whether a model was given. */
    public boolean isGiven() {
        return model != null;
    }

    /** @throws InputException if a model was given beside what replaces it, such as {@code --measure sift} */
    public void requireNone(String instead) {
        if (isGiven()) {
            throw new InputException("--model and " + instead + " exclude each other; omit one of them");
        }
    }

    /** Whether a bundled model is to be chosen by the kind of the pictures. */
    public boolean isAutomatic() {
        return model == null || (model.equals(AUTOMATIC) && !Files.exists(Path.of(model)));
    }

    /** The model; if it is to be chosen, the one that is chosen without knowing the pictures. */
    public ModelFiles files() {
        return model == null || isAutomatic() ? Models.bundled(Models.names().get(0)) : named(model);
    }

    /**
     * The model for a data set. If it is to be chosen, some pictures are read.
     *
     * @param err is told which model was chosen
     */
    public ModelFiles files(DataSet data, PrintWriter err) {
        if (!isAutomatic()) {
            return files();
        }
        List<LabelledPicture> some = new ArrayList<>(data.storedPictures());
        Collections.shuffle(some, SeededRandom.of(0));
        List<DomainFit.Sample> read = DomainFit.samples(
                some.subList(0, Math.min(SAMPLE, some.size())),
                new SkippedPictures(new SkippedPictures.Limit(SAMPLE, 1)),
                Progress.NONE);
        String chosen = ModelChoice.bundled()
                .ofMost(read.stream().map(DomainFit.Sample::statistics).toList());
        err.println("likeness: note: --model auto chose " + chosen + ", from " + read.size() + " of the pictures");
        return Models.bundled(chosen);
    }

    /**
     * The model for picture files. If it is to be chosen, some of them are read.
     *
     * @param files those that are not pictures are ignored
     * @param err is told which model was chosen
     */
    public ModelFiles files(List<Path> files, PrintWriter err) {
        if (!isAutomatic()) {
            return files();
        }
        List<Path> some = new ArrayList<>(files);
        Collections.shuffle(some, SeededRandom.of(0));
        List<double[]> read = some.subList(0, Math.min(SAMPLE, some.size())).parallelStream()
                .flatMap(file -> statistics(file).stream())
                .toList();
        String chosen = ModelChoice.bundled().ofMost(read);
        err.println("likeness: note: --model auto chose " + chosen + ", from " + read.size() + " of the pictures");
        return Models.bundled(chosen);
    }

    private static Optional<double[]> statistics(Path file) {
        try {
            return Optional.of(PictureStatistics.of(Picture.readAtLeast(file, PictureStatistics.SIDE_NEEDED)));
        } catch (InputException e) {
            return Optional.empty(); // who reads all of them reports it
        }
    }

    /**
     * The card of the model, for changes.
     *
     * @param instead the alternative for the error, if no model was given; may be empty
     * @throws InputException if the model is not a folder
     */
    public CardFile cardFile(String instead) {
        if (model == null || isAutomatic()) {
            throw new InputException(
                    "only the card of a model folder can be changed; choose one with --model DIR" + instead);
        }
        return new CardFile(UserPath.of(model, "--model"));
    }

    /** The model as a name that is valid in every working folder. */
    public static String lasting(String model) {
        Path path = Path.of(model);
        return isBundled(model, path)
                ? model
                : path.toAbsolutePath().normalize().toString();
    }

    /** The folder or zip at that path if it exists, otherwise the bundled model of that name. */
    public static ModelFiles named(String model) {
        Path path = UserPath.of(model, "the model");
        return isBundled(model, path) ? Models.bundled(model) : ModelFiles.at(path);
    }

    /** Whether a name means a bundled model: a folder of photographs that is called photos does not hide the model. */
    private static boolean isBundled(String name, Path path) {
        boolean other = Files.isDirectory(path) ? Files.exists(path.resolve("model.json")) : Files.exists(path);
        return Models.names().contains(name) && !other;
    }
}
