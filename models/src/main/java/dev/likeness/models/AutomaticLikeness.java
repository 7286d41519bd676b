package dev.likeness.models;

import dev.likeness.Likeness;
import dev.likeness.OperatingPoint;
import dev.likeness.Verdict;
import dev.likeness.measure.ClosingGate;
import dev.likeness.picture.Picture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides whether two pictures show the same thing, with the bundled model that fits the pictures, as the command
 * line does. {@link Verdict#model} tells which model answered, and {@link Verdict#inDomain} whether it knows such
 * pictures.
 *
 * <pre>{@code
 * try (AutomaticLikeness likeness = Models.auto()) {
 *     Verdict verdict = likeness.compare(Picture.read(Path.of("a.jpg")), Picture.read(Path.of("b.jpg")));
 * }
 * }</pre>
 *
 * <p>Thread-safe. A model is opened when it is first chosen, and stays open until {@link #close}.
 */
public final class AutomaticLikeness implements AutoCloseable {
    private final ModelChoice choice;
    private final OperatingPoint point;
    private final Map<String, Likeness> opened = new LinkedHashMap<>();
    private final ClosingGate gate = new ClosingGate("the choice between the bundled models", "make another one");

    AutomaticLikeness(ModelChoice choice, OperatingPoint point) {
        this.choice = choice;
        this.point = point;
    }

    /**
     * Compares two pictures with the model that fits both.
     *
     * @throws dev.likeness.error.InputException if the model has no threshold for the rate that was asked for
     */
    public Verdict compare(Picture a, Picture b) {
        return gate.call(() -> chosen(a, b).compare(a, b));
    }

    /**
     * The model for pictures that are compared with each other, for their codes and maps. It belongs to this object, which
     * closes it.
     */
    public Likeness likeness(Picture... pictures) {
        return gate.call(() -> chosen(pictures));
    }

    private Likeness chosen(Picture... pictures) {
        String name = choice.of(pictures);
        synchronized (opened) {
            return opened.computeIfAbsent(name, chosen -> Likeness.open(Models.bundled(chosen), point));
        }
    }

    /** Closes the models that were opened, after the calls in progress have ended. A second close does nothing. */
    @Override
    public void close() {
        gate.close(() -> {
            List<Likeness> all;
            synchronized (opened) {
                all = new ArrayList<>(opened.values());
            }
            all.forEach(Likeness::close);
        });
    }
}
