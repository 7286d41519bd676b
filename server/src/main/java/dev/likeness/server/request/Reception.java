package dev.likeness.server.request;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;

/** Takes requests that compute: reads their body, and lets them wait for their turn. Thread-safe. */
public final class Reception {
    private final Admission admission;
    private final BodyReader bodies;
    private final ServerLimits limits;

    public Reception(ServerLimits limits) {
        this.limits = limits;
        this.admission = new Admission(limits.work());
        this.bodies = new BodyReader(limits.body());
    }

    /** The queue. */
    public Admission admission() {
        return admission;
    }

    /** Work with the fields of a form. */
    public interface FormWork {
        void run(Form form) throws Exception;
    }

    /** Work without a body. */
    public interface Work {
        void run() throws Exception;
    }

    /**
     * Reads the form of a request and works with it when it is its turn.
     *
     * @param fields that are allowed
     * @throws Problem if the request is refused
     */
    public void form(Context context, Set<String> fields, FormWork work) throws Exception {
        try (BodyReader.Body body = body(context)) {
            Form form = Multipart.of(body.bytes(), body.length(), context.contentType())
                    .allow(fields);
            body.forget(); // the form has copies
            turn(context, () -> work.run(form));
        }
    }

    private BodyReader.Body body(Context context) throws IOException {
        try {
            Form.boundary(context.contentType());
            admission.requirePlace();
            return bodies.read(context.req(), limits.body().bytes());
        } catch (Problem e) {
            bodies.drain(context.req());
            throw e;
        }
    }

    /** Works without a body when it is the request's turn. */
    public void turn(Context context, Work work) throws Exception {
        try {
            admission.run(exchange(context), () -> {
                work.run();
                return context;
            });
        } catch (OutOfMemoryError e) { // of the large arrays of this request, which are free again
            throw new Problem(
                    Problem.Kind.UNAVAILABLE,
                    "the server lacks memory for this request at this time; send smaller pictures, or send it again later",
                    Duration.ofSeconds(10));
        }
    }

    /**
     * A small body.
     *
     * @param most the largest size in bytes
     */
    public byte[] small(Context context, int most) throws IOException {
        try (BodyReader.Body body = bodies.read(context.req(), most)) {
            return Arrays.copyOf(body.bytes(), body.length());
        } catch (Problem e) {
            bodies.drain(context.req());
            throw e;
        }
    }

    /** The exchange of a request. */
    public static Exchange exchange(Context context) {
        if (context.req().getAttribute(Exchange.ATTRIBUTE) instanceof Exchange exchange) {
            return exchange;
        }
        throw new IllegalStateException("a request without an exchange: it did not pass the front door");
    }
}
