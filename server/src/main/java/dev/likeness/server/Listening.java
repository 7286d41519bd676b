package dev.likeness.server;

import dev.likeness.error.InputException;
import dev.likeness.server.request.CallerCheck;
import dev.likeness.server.request.FrontDoor;
import dev.likeness.server.request.Problem;
import dev.likeness.server.request.ProblemAnswers;
import dev.likeness.server.request.Reception;
import dev.likeness.server.request.ServerLimits;
import dev.likeness.server.request.ServerLog;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The settings of Javalin and Jetty. */
final class Listening {
    private static final int SPARE_THREADS = 16;
    private static final int IDLE_MILLIS = 30_000;
    private static final int IDLE_MILLIS_WHEN_FULL = 2_000;
    private static final int BACKLOG = 128;

    private Listening() {}

    /** Who may call a server with these settings. */
    static CallerCheck check(ServerSettings settings) {
        Set<String> names = new HashSet<>();
        settings.address().names().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        if (settings.address().isLoopback()) {
            names.addAll(CallerCheck.LOOPBACK);
        }
        return new CallerCheck(names, settings.token());
    }

    /** A server that does not listen yet. */
    static Javalin at(ServerSettings settings, FrontDoor door, ServerLog log, Routes routes) {
        return Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
            config.http.compressionStrategy =
                    CompressionStrategy.NONE; // pictures are compressed, and the rest is small
            config.http.prefer405over404 = true;
            config.http.maxRequestSize = settings.limits().body().bytes();
            // A request holds a thread while its body arrives.
            config.jetty.threadPool = new QueuedThreadPool(ServerLimits.READERS + SPARE_THREADS, SPARE_THREADS);
            config.jetty.modifyServer(server -> {
                server.setHandler(door);
                server.setErrorHandler(new ProblemAnswers(log));
                NetworkConnectionLimit limit = new NetworkConnectionLimit(ServerLimits.CONNECTIONS, server);
                limit.setEndPointIdleTimeout(IDLE_MILLIS_WHEN_FULL);
                server.addBean(limit);
            });
            config.jetty.addConnector((server, given) -> connector(server, settings.address()));
            routes.register(config.routes);
            errors(config, log);
        });
    }

    private static ServerConnector connector(Server server, ServerSettings.Address address) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(ServerLimits.HEADER_BYTES);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(address.host());
        connector.setPort(address.port());
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setAcceptQueueSize(BACKLOG);
        return connector;
    }

    private static void errors(JavalinConfig config, ServerLog log) {
        config.routes.exception(Problem.class, (problem, context) -> answer(problem, context));
        config.routes.exception(HttpResponseException.class, (e, context) -> answer(of(e.getStatus()), context));
        config.routes.exception(IOException.class, (e, context) -> context.status(400)); // the connection is broken
        config.routes.exception(InputException.class, (e, context) -> { // of the gallery or a model, not of the request
            log.failed(Reception.exchange(context).id(), "the gallery or a model cannot be used", e);
            answer(unusable(), context);
        });
        config.routes.exception(Exception.class, (e, context) -> {
            log.failed(Reception.exchange(context).id(), "a request failed", e);
            answer(of(500), context);
        });
        config.router.javaLangErrorHandler((response, error) -> {
            String id = String.valueOf(response.getHeader("X-Request-Id"));
            log.failed(id, "a request failed", error);
            response.setStatus(500);
            response.setContentType(Problem.MEDIA_TYPE);
            try {
                response.getOutputStream().write(of(500).json(id));
            } catch (IOException e) {
                log.failed(id, "the caller has gone", null);
            }
        });
    }

    private static Problem unusable() {
        return new Problem(
                Problem.Kind.UNAVAILABLE,
                "the server's gallery or model cannot be used at this time; its log has the reason under the request id of"
                        + " this answer",
                Duration.ofSeconds(30));
    }

    private static Problem of(int status) {
        return switch (status) {
            case 404 -> Routes.nothing();
            case 405 ->
                new Problem(
                        Problem.Kind.METHOD_NOT_ALLOWED,
                        "this address does not take this method; /openapi.json describes the addresses");
            case 413 -> new Problem(Problem.Kind.TOO_LARGE, "the body is too large; send smaller pictures");
            default ->
                status < 500
                        ? Problem.invalid("the request is invalid; /openapi.json describes the addresses")
                        : new Problem(
                                Problem.Kind.INTERNAL,
                                "the server failed; its log has the reason under the request id of this answer");
        };
    }

    private static void answer(Problem problem, Context context) {
        Reception.exchange(context).problem(problem);
        Long retry = problem.retryAfterSeconds();
        if (retry != null) {
            context.header("Retry-After", Long.toString(retry));
        }
        context.status(problem.kind().status())
                .contentType(Problem.MEDIA_TYPE)
                .result(problem.json(Reception.exchange(context).id()));
    }

    /** @throws InputException if the address cannot be used */
    static void start(Javalin javalin, ServerSettings settings) {
        try {
            javalin.start();
        } catch (JavalinException e) {
            throw new InputException(
                    "the server cannot listen on " + settings.address().host() + ":"
                            + settings.address().port() + " (" + reason(e) + "); choose another port or host",
                    e);
        }
    }

    private static String reason(Throwable fault) {
        Throwable cause = fault;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
