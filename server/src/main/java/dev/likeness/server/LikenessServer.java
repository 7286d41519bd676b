package dev.likeness.server;

import dev.likeness.server.endpoint.ClassicalMeasures;
import dev.likeness.server.endpoint.DuplicateJobs;
import dev.likeness.server.endpoint.ModelSource;
import dev.likeness.server.endpoint.OpenGallery;
import dev.likeness.server.endpoint.OpenModels;
import dev.likeness.server.request.FrontDoor;
import dev.likeness.server.request.Reception;
import dev.likeness.server.request.ServerLog;
import dev.likeness.server.request.ServerMetrics;
import io.javalin.Javalin;
import java.net.URI;
import java.time.Duration;

/**
 * The HTTP server.
 *
 * <pre>{@code
 * try (LikenessServer server = LikenessServer.start(ServerSettings.usual().atPort(0), models, ServerLog.NONE)) {
 *     System.out.println(server.uri());
 * }
 * }</pre>
 *
 * <p>{@link #close} refuses new requests, finishes those that were accepted, and then closes the models and the gallery.
 * Thread-safe.
 */
public final class LikenessServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ServerSettings settings;
    private final OpenModels models;
    private final ClassicalMeasures measures;
    private final OpenGallery gallery;
    private final DuplicateJobs duplicates;
    private final ServerMetrics metrics = new ServerMetrics();
    private final FrontDoor door;
    private final Routes routes;
    private final Javalin javalin;

    private LikenessServer(ServerSettings settings, ModelSource source, ServerLog log) {
        this.settings = settings;
        this.models = new OpenModels(source);
        this.measures = new ClassicalMeasures(source.measureCards());
        this.gallery = new OpenGallery(settings.gallery());
        this.duplicates = new DuplicateJobs(gallery, log);
        this.door = new FrontDoor(Listening.check(settings), log, metrics);
        Reception reception = new Reception(settings.limits());
        metrics.watch(reception.admission());
        metrics.watch(door);
        Services services =
                new Services(models, measures, gallery, duplicates, reception, metrics, door, settings.limits());
        this.routes = Api.routes(services, new Reports(settings.reports()));
        this.javalin = Listening.at(settings, door, log, routes);
    }

    /**
     * Starts a server. It answers when this returns.
     *
     * @throws dev.likeness.error.InputException if the port is in use, the host is not one of this machine, or a model or
     *     report cannot be read
     */
    public static LikenessServer start(ServerSettings settings, ModelSource models, ServerLog log) {
        LikenessServer server = new LikenessServer(settings, models, log);
        try {
            server.models.openStandard();
            Listening.start(server.javalin, settings);
            return server;
        } catch (RuntimeException | Error e) {
            server.closeParts();
            throw e;
        }
    }

    /** The port on which it listens. */
    public int port() {
        return javalin.port();
    }

    /** Requests whose answer is not complete, counted and in the log. */
    int requestsInside() {
        return door.inside();
    }

    /** All its addresses. */
    Routes routes() {
        return routes;
    }

    /** Its address for people: the page. */
    public URI uri() {
        String host = settings.address().host();
        String shown = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return URI.create("http://" + shown + ":" + port() + "/");
    }

    /** Refuses new requests, finishes those that were accepted, and closes models and gallery. A second call does nothing. */
    @Override
    public void close() {
        duplicates.stop();
        door.closeAndWait(PATIENCE);
        javalin.stop();
        closeParts();
    }

    private void closeParts() {
        duplicates.close();
        gallery.close();
        models.close();
        measures.close();
        metrics.close();
    }
}
