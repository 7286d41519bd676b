package dev.likeness.server;

import dev.likeness.server.endpoint.ClassicalMeasures;
import dev.likeness.server.endpoint.CompareEndpoint;
import dev.likeness.server.endpoint.FormEndpoint;
import dev.likeness.server.endpoint.ModelSource;
import dev.likeness.server.endpoint.OpenModels;
import dev.likeness.server.request.FrontDoor;
import dev.likeness.server.request.Reception;
import dev.likeness.server.request.ServerLog;
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
 * <p>{@link #close} refuses new requests, finishes those that were accepted, and then closes the models. Thread-safe.
 */
public final class LikenessServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Javalin javalin;
    private final FrontDoor door;
    private final OpenModels models;
    private final ClassicalMeasures measures;
    private final ServerSettings settings;

    private LikenessServer(ServerSettings settings, ModelSource source, ServerLog log) {
        this.settings = settings;
        this.models = new OpenModels(source);
        this.measures = new ClassicalMeasures(source.measureCards());
        Reception reception = new Reception(settings.limits());
        Page page = new Page("page");
        Routes routes = new Routes();
        routes.get("/", context -> page.file("index.html").orElseThrow().answer(context));
        routes.get(
                "/assets/{name}",
                context -> page.file("assets/" + context.pathParam("name"))
                        .orElseThrow(Routes::nothing)
                        .answer(context));
        form(
                routes,
                "/api/compare",
                reception,
                new CompareEndpoint(models, measures, settings.limits().pictures()));
        this.door = new FrontDoor(Listening.check(settings), log, (method, route, status, problem, seconds) -> {});
        this.javalin = Listening.at(settings, door, log, routes);
    }

    private static void form(Routes routes, String path, Reception reception, FormEndpoint endpoint) {
        routes.post(
                path, context -> reception.form(context, endpoint.fields(), form -> endpoint.answer(form, context)));
    }

    /**
     * Starts a server. It answers when this returns.
     *
     * @throws dev.likeness.error.InputException if the port is in use, or the host is not one of this machine
     */
    public static LikenessServer start(ServerSettings settings, ModelSource models, ServerLog log) {
        LikenessServer server = new LikenessServer(settings, models, log);
        try {
            server.models.openStandard();
            Listening.start(server.javalin, settings);
            return server;
        } catch (RuntimeException | Error e) {
            server.closeModels();
            throw e;
        }
    }

    /** The port on which it listens. */
    public int port() {
        return javalin.port();
    }

    /** Its address for people: the page. */
    public URI uri() {
        String host = settings.address().host();
        String shown = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return URI.create("http://" + shown + ":" + port() + "/");
    }

    private void closeModels() {
        models.close();
        measures.close();
    }

    /** Refuses new requests, finishes those that were accepted, and closes the models. */
    @Override
    public void close() {
        door.closeAndWait(PATIENCE);
        javalin.stop();
        closeModels();
    }
}
