package dev.likeness.server.endpoint;

import dev.likeness.Likeness;
import dev.likeness.OperatingPoint;
import dev.likeness.error.InputException;
import dev.likeness.registry.UnknownName;
import dev.likeness.server.request.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The models that are open. Each is opened when it is first used, and stays open until {@link #close}, which waits for the
 * calls in progress. Thread-safe.
 */
public final class OpenModels implements AutoCloseable {
    private final ModelSource source;
    private final Map<String, Likeness> opened = new TreeMap<>();
    private boolean closed;

    public OpenModels(ModelSource source) {
        this.source = source;
    }

    /** The models that requests can name. */
    public ModelSource source() {
        return source;
    }

    /** Opens the model that answers if a request names none, so that the first request is fast. */
    public void openStandard() {
        open(source.standard().equals(ModelSource.AUTOMATIC) ? source.names().get(0) : source.standard());
    }

    /**
     * The model for a request.
     *
     * @param asked the name in the request; null for the usual model
     * @param statistics of the pictures, by which a model is chosen if the request or the server says so
     * @throws Problem if there is no such model
     */
    public Likeness named(@Nullable String asked, List<double[]> statistics) {
        String name = asked == null ? source.standard() : asked;
        if (name.equals(ModelSource.AUTOMATIC)) {
            return open(source.choose(statistics));
        }
        if (!source.names().contains(name)) {
            List<String> allowed = new ArrayList<>(source.names());
            allowed.add(ModelSource.AUTOMATIC);
            throw Problem.invalid(UnknownName.of("model", name, allowed).problem());
        }
        return open(name);
    }

    private Likeness open(String name) {
        synchronized (opened) {
            if (closed) {
                throw new IllegalStateException("the server is closed");
            }
            return opened.computeIfAbsent(name, chosen -> Likeness.openForManyCallers(source.files(chosen)));
        }
    }

    /**
     * A model at the threshold for a false-match rate.
     *
     * @param rate null for the model's usual one
     * @throws Problem if the model has no threshold for it
     */
    static Likeness at(Likeness likeness, @Nullable Double rate) {
        if (rate == null) {
            return likeness;
        }
        try {
            return likeness.at(OperatingPoint.atFalseMatchRate(rate));
        } catch (InputException e) {
            throw new Problem(Problem.Kind.UNPROCESSABLE, e.problem());
        }
    }

    @Override
    public void close() {
        List<Likeness> all;
        synchronized (opened) {
            closed = true;
            all = List.copyOf(opened.values());
        }
        all.forEach(Likeness::close);
    }
}
