package dev.likeness.server;

import dev.likeness.picture.PictureLimits;
import dev.likeness.server.endpoint.CompareEndpoint;
import dev.likeness.server.endpoint.DuplicatesEndpoint;
import dev.likeness.server.endpoint.EncodeEndpoint;
import dev.likeness.server.endpoint.FeedbackEndpoint;
import dev.likeness.server.endpoint.FormEndpoint;
import dev.likeness.server.endpoint.GalleryEndpoint;
import dev.likeness.server.endpoint.Json;
import dev.likeness.server.endpoint.ModelsEndpoint;
import dev.likeness.server.endpoint.SearchEndpoint;
import dev.likeness.server.endpoint.ThumbnailEndpoint;
import dev.likeness.server.request.Problem;
import dev.likeness.server.request.Reception;
import dev.likeness.server.request.ServerMetrics;
import java.time.Duration;

/** All addresses of the server, and what answers there. {@code openapi.json} describes them; a test compares both. */
final class Api {
    private Api() {}

    static Routes routes(Services services, Reports reports) {
        Routes routes = new Routes();
        pages(routes);
        comparing(routes, services);
        gallery(routes, services);
        routes.get("/api/reports", reports::list).get("/reports/{name}", reports::show);
        operation(routes, services);
        return routes;
    }

    private static void pages(Routes routes) {
        Page page = new Page("page");
        Page docs = new Page("docs");
        routes.get("/", context -> page.require("index.html").answer(context))
                .get(
                        "/assets/{name}",
                        context -> page.require("assets/" + context.pathParam("name"))
                                .answer(context))
                .get("/docs", context -> docs.require("index.html").answer(context))
                .get(
                        "/docs/{name}",
                        context -> docs.require(context.pathParam("name")).answer(context))
                .get("/openapi.json", context -> docs.require("openapi.json").answer(context));
    }

    private static void comparing(Routes routes, Services services) {
        PictureLimits pictures = services.limits().pictures();
        Reception reception = services.reception();
        form(routes, "/api/compare", reception, new CompareEndpoint(services.models(), services.measures(), pictures));
        form(routes, "/api/encode", reception, new EncodeEndpoint(services.models(), pictures));
        ModelsEndpoint models = new ModelsEndpoint(services.models().source());
        routes.get("/api/models", models::answer);
    }

    private static void gallery(Routes routes, Services services) {
        PictureLimits pictures = services.limits().pictures();
        Reception reception = services.reception();
        form(routes, "/api/search", reception, new SearchEndpoint(services.gallery(), pictures));
        ThumbnailEndpoint thumbnails = new ThumbnailEndpoint(services.gallery(), reception, pictures);
        GalleryEndpoint gallery = new GalleryEndpoint(services.gallery());
        DuplicatesEndpoint duplicates = new DuplicatesEndpoint(services.gallery(), services.duplicates());
        FeedbackEndpoint feedback = new FeedbackEndpoint(services.gallery(), reception);
        routes.get("/api/gallery", gallery::answer)
                .get("/api/pictures/{id}/thumbnail", thumbnails::answer)
                .get("/api/duplicates", duplicates::answer)
                .post("/api/feedback", feedback::answer);
    }

    private static void form(Routes routes, String path, Reception reception, FormEndpoint endpoint) {
        routes.post(
                path, context -> reception.form(context, endpoint.fields(), form -> endpoint.answer(form, context)));
    }

    private static void operation(Routes routes, Services services) {
        routes.get("/healthz", context -> Json.answer(context, Json.object().put("status", "alive")))
                .get("/readyz", context -> {
                    if (!services.door().isOpen()) {
                        throw new Problem(
                                Problem.Kind.UNAVAILABLE,
                                "the server is stopping; send requests to another one",
                                Duration.ofSeconds(10));
                    }
                    Json.answer(
                            context,
                            Json.object()
                                    .put("status", "ready")
                                    .put("gallery", services.gallery().exists()));
                })
                .get(
                        "/metrics",
                        context -> context.contentType(ServerMetrics.MEDIA_TYPE)
                                .result(services.metrics().text()));
    }
}
