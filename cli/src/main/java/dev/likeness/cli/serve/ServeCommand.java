package dev.likeness.cli.serve;

import dev.likeness.cli.command.ExitCode;
import dev.likeness.cli.option.GalleryOption;
import dev.likeness.cli.option.JsonOption;
import dev.likeness.error.InputException;
import dev.likeness.server.LikenessServer;
import dev.likeness.server.ServerSettings;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Starts a server with a web page and an HTTP API: compare pictures, search the gallery, review its duplicates.",
            "It runs until it is stopped with Ctrl-C, and finishes the requests that it has accepted. Only this machine can"
                    + " reach it, unless --host is another address; requests then need a token."
        },
        footer = {
            "",
            "The token is read from --token-file, or from the environment variable LIKENESS_TOKEN. It is not an option, because"
                    + " other users of the machine can see the options of a program.",
            "",
            "Examples:",
            "    likeness serve",
            "    likeness serve --port 0 --json",
            "    likeness serve --gallery my-gallery --reports study-report"
        })
public final class ServeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description =
                    "The address to listen on; 0.0.0.0 for all addresses of this machine. Default: ${DEFAULT-VALUE}.")
    private String host;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "The port to listen on, 0 for any free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description =
                    "A name by which others call the server, such as that of a proxy before it; requests then need a"
                            + " token. May be repeated.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "A file with the token that requests must have, at least 16 characters.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--reports",
            paramLabel = "DIR",
            description =
                    "Shows the reports of studies in this folder: the folder that 'likeness study' wrote, or one that"
                            + " contains such folders.")
    private @Nullable Path reports;

    @Mixin
    private GalleryOption gallery;

    @Mixin
    private ServerLimitOptions limits;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws InterruptedException {
        LogLines.silenceLibraries();
        ServerSettings settings = settings();
        PrintWriter print = spec.commandLine().getOut();
        LogLines log = new LogLines(spec.commandLine().getErr());
        LikenessServer server = LikenessServer.start(settings, new ServedModels(gallery.model()), log);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.close();
                            stopped.countDown();
                        },
                        "stop"));
        if (json.wanted()) {
            JsonOption.print(
                    JsonOption.object()
                            .put("url", server.uri().toString())
                            .put("port", server.port())
                            .put("gallery", gallery.place().text()),
                    print);
        } else {
            print.println("listening on " + server.uri());
            print.flush();
        }
        stopped.await();
        return ExitCode.OK;
    }

    private ServerSettings settings() {
        if (reports != null && !Files.isDirectory(reports)) {
            throw new InputException(reports + ": there is no such folder; --reports takes a folder of reports");
        }
        String token = Tokens.read(tokenFile, System.getenv(Tokens.VARIABLE));
        ServerSettings.Address address;
        try {
            address = new ServerSettings.Address(host, port, Set.copyOf(names));
        } catch (IllegalArgumentException e) {
            throw new InputException("--port is " + port + "; allowed: 0 to 65535, 0 for any free one", e);
        }
        if (token == null && !(address.isLoopback() && names.isEmpty())) {
            throw new InputException("other machines can reach a server on " + host
                    + (names.isEmpty() ? "" : " with the name " + String.join(", ", names))
                    + ", so it needs a token; write one into a file and add --token-file FILE, such as with 'openssl rand"
                    + " -hex 16'");
        }
        return new ServerSettings(address, token, gallery.place(), reports, limits.limits());
    }
}
