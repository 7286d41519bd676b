package dev.likeness.server;

import dev.likeness.server.request.Problem;
import dev.likeness.server.request.Reception;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;

/** The addresses of the API. */
final class Routes {
    private final List<Route> all = new ArrayList<>();

    /**
     * An address.
     *
     * @param path as the API's description has it
     */
    record Route(HandlerType method, String path, Handler handler) {}

    Routes get(String path, Handler handler) {
        all.add(new Route(HandlerType.GET, path, handler));
        return this;
    }

    Routes post(String path, Handler handler) {
        all.add(new Route(HandlerType.POST, path, handler));
        return this;
    }

    List<Route> all() {
        return List.copyOf(all);
    }

    /** Tells Javalin of them. Each request learns its route, for the log and the counters. */
    void register(RoutesConfig routes) {
        for (Route route : all) {
            routes.addHttpHandler(route.method, route.path, context -> {
                Reception.exchange(context).route(route.path);
                route.handler.handle(context);
            });
        }
    }

    /** The error for a name that is not there. */
    static Problem nothing() {
        return new Problem(
                Problem.Kind.NOT_FOUND, "there is nothing at this address; /openapi.json describes the addresses");
    }
}
