package dev.likeness.cli.option;

import dev.likeness.error.InputException;
import dev.likeness.files.BoundedRead;
import dev.likeness.files.FileFault;
import dev.likeness.measure.Measures;
import dev.likeness.model.MeasureCards;
import dev.likeness.models.Models;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A classical measure that answers instead of a model, and its calibration. */
public final class ClassicalMeasureOption {
    private static final long MAX_BYTES = 64L << 20;

    @Option(
            names = "--measure",
            paramLabel = "NAME",
            completionCandidates = MeasureOption.Names.class,
            description = "A classical measure instead of a model: ${COMPLETION-CANDIDATES}.")
    private @Nullable String name;

    @Option(
            names = "--calibration",
            paramLabel = "FILE.json",
            description = "With --measure: thresholds and probability from this file, which 'likeness models calibrate'"
                    + " wrote. Default: the bundled ones, for altered copies of photographs.")
    private @Nullable Path calibration;

    /**
     * The name of the measure; null if a model answers.
     *
     * @throws InputException if the name is unknown, if there is a model as well, or a calibration without a measure
     */
    public @Nullable String name(ModelOption model) {
        if (name == null) {
            if (calibration != null) {
                throw new InputException(
                        "--calibration belongs to a classical measure; add --measure NAME, or omit it");
            }
            return null;
        }
        model.requireNone("--measure " + name);
        Measures.requireKnown(name);
        return name;
    }

    /** The calibrations to use. */
    public MeasureCards cards() {
        return calibration == null ? Models.measureCards() : read(calibration);
    }

    /**
     * Reads a file of calibrations.
     *
     * @throws InputException if it cannot be read, or is not such a file
     */
    public static MeasureCards read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = BoundedRead.all(
                    in,
                    MAX_BYTES,
                    () -> new InputException(file + ": larger than " + (MAX_BYTES >> 20)
                            + " MB, which no file of calibrations is; check the path"));
            return MeasureCards.read(bytes, file.toString());
        } catch (IOException e) {
            throw new InputException(
                    file + ": the calibrations cannot be read (" + FileFault.reason(e, file)
                            + "); check the path, or write the file with 'likeness models calibrate'",
                    e);
        }
    }
}
