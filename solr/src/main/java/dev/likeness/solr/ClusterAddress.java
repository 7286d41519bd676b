package dev.likeness.solr;

import dev.likeness.error.InputException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a gallery in a cluster: {@code solr:HOST:PORT[,HOST:PORT...][/CHROOT]/NAME[?shards=N&copies=N]}.
 *
 * @param zooKeeper the servers of ZooKeeper, {@code host:port}
 * @param chroot the path in ZooKeeper under which Solr keeps its state; empty for its root
 * @param name of the gallery: an alias in the cluster
 * @param shards the number of shards of a new gallery; 0 for one for each live node
 * @param copies the number of copies of each shard of a new gallery; 0 for two, or one if there is only one live node
 */
public record ClusterAddress(List<String> zooKeeper, Optional<String> chroot, String name, int shards, int copies) {
    /** What stands before the colon. */
    public static final String SCHEME = "solr";

    private static final String FORM = "solr:HOST:PORT[,HOST:PORT...][/CHROOT]/NAME[?shards=N&copies=N]";
    private static final Pattern PARTS = Pattern.compile("([^/?]+)((?:/[^/?]+)*)/([^/?]+)(?:\\?(.*))?");
    private static final Pattern SERVER = Pattern.compile("(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]{1,5})?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,99}");
    private static final Pattern NUMBER = Pattern.compile("(shards|copies)=([1-9][0-9]{0,3})");

    public ClusterAddress {
        zooKeeper = List.copyOf(zooKeeper);
    }

    /**
     * An address.
     *
     * @param text without the scheme
     * @throws InputException if it does not have the form
     */
    public static ClusterAddress of(String text) {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw invalid(text, "it does not have this form");
        }
        List<String> servers = Arrays.asList(parts.group(1).split(",", -1));
        for (String server : servers) {
            if (!SERVER.matcher(server).matches()) {
                throw invalid(text, "'" + server + "' is not HOST:PORT of a ZooKeeper server");
            }
        }
        if (!NAME.matcher(parts.group(3)).matches()) {
            throw invalid(
                    text,
                    "the name '" + parts.group(3)
                            + "' is not a letter followed by at most 99 letters, digits, hyphens and underscores");
        }
        int shards = 0;
        int copies = 0;
        String settings = parts.group(4);
        for (String setting : settings == null ? new String[0] : settings.split("&", -1)) {
            Matcher number = NUMBER.matcher(setting);
            if (!number.matches()) {
                throw invalid(text, "'" + setting + "' is neither shards=N nor copies=N with N from 1 to 9999");
            }
            int value = Integer.parseInt(number.group(2));
            if (number.group(1).equals("shards")) {
                shards = value;
            } else {
                copies = value;
            }
        }
        Optional<String> chroot = Optional.of(parts.group(2)).filter(path -> !path.isEmpty());
        return new ClusterAddress(servers, chroot, parts.group(3), shards, copies);
    }

    private static InputException invalid(String text, String reason) {
        return new InputException(
                SCHEME + ":" + text + ": " + reason + "; write the address of the gallery as " + FORM);
    }

    /** The servers and the path, as ZooKeeper's client takes them. */
    String connection() {
        return String.join(",", zooKeeper) + chroot.orElse("");
    }

    /** With the scheme, and without the settings of a new gallery. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s:%s/%s", SCHEME, connection(), name);
    }
}
