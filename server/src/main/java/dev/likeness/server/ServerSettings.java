package dev.likeness.server;

import dev.likeness.gallery.GalleryPlace;
import dev.likeness.server.request.ServerLimits;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a server is started. Immutable; each {@code with} gives a changed copy.
 *
 * @param address where it listens
 * @param token that requests must have; null for none, which only a server of this machine alone may have
 * @param gallery where the gallery is; null for none. It may be created later
 * @param reports the folder with reports of studies; null for none
 * @param limits what it accepts
 */
public record ServerSettings(
        Address address,
        @Nullable String token,
        @Nullable GalleryPlace gallery,
        @Nullable Path reports,
        ServerLimits limits) {
    /** The shortest token: 128 bits as hexadecimal digits have 32 characters, and shorter texts can be guessed. */
    public static final int LEAST_TOKEN = 16;

    /** Listens on this machine alone, at port 8080. */
    public static ServerSettings usual() {
        return new ServerSettings(new Address("127.0.0.1", 8080, Set.of()), null, null, null, ServerLimits.usual());
    }

    public ServerSettings {
        if (token != null && token.length() < LEAST_TOKEN) {
            throw new IllegalArgumentException("the token has " + token.length() + " characters; it needs "
                    + LEAST_TOKEN + " or more, such as 32 random hexadecimal digits");
        }
        if (token == null && !(address.isLoopback() && address.names().isEmpty())) {
            throw new IllegalArgumentException("a server that other machines can reach needs a token; it listens on "
                    + address.host() + " and is called " + address.names());
        }
    }

    /**
     * Where a server listens.
     *
     * @param host a name or an address of this machine
     * @param port 0 to 65535; 0 for any free one
     * @param names by which others call the server, such as the name of a proxy before it; without ports
     */
    public record Address(String host, int port, Set<String> names) {
        public Address {
            names = Set.copyOf(names);
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("the port is " + port + "; allowed: 0 to 65535, 0 for any free one");
            }
        }

        /** Whether only this machine can reach it. */
        public boolean isLoopback() {
            return Set.of("127.0.0.1", "localhost", "::1", "[::1]").contains(host);
        }
    }

    public ServerSettings at(Address other) {
        return new ServerSettings(other, token, gallery, reports, limits);
    }

    public ServerSettings atPort(int port) {
        return at(new Address(address.host(), port, address.names()));
    }

    public ServerSettings withToken(@Nullable String secret) {
        return new ServerSettings(address, secret, gallery, reports, limits);
    }

    /** With a gallery in a folder of this machine. */
    public ServerSettings withGallery(Path folder) {
        return withGalleryAt(GalleryPlace.of(folder));
    }

    public ServerSettings withGalleryAt(@Nullable GalleryPlace place) {
        return new ServerSettings(address, token, place, reports, limits);
    }

    public ServerSettings withReports(@Nullable Path folder) {
        return new ServerSettings(address, token, gallery, folder, limits);
    }

    public ServerSettings within(ServerLimits other) {
        return new ServerSettings(address, token, gallery, reports, other);
    }

    /** The token; empty if none is needed. */
    Optional<String> secret() {
        return Optional.ofNullable(token);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "ServerSettings[address=" + address + ", token=" + (token == null ? "none" : "hidden") + ", gallery="
                + (gallery == null ? "none" : gallery.text()) + ", reports=" + reports + ", limits=" + limits + "]";
    }
}
