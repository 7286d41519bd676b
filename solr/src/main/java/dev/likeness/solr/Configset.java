package dev.likeness.solr;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.solr.client.solrj.request.ConfigSetAdminRequest;
import org.apache.solr.common.util.ContentStreamBase;

/**
 * A schema and its settings, which Solr keeps in ZooKeeper. They are resources of this module.
 *
 * @param folder of the resources
 * @param dimensions of the embeddings; 0 if there are none
 */
record Configset(String folder, int dimensions) {
    /** A change of the schema needs another number, so that collections with the old schema stay readable. */
    private static final int FORMAT = 1;

    static Configset ofPictures(int dimensions) {
        return new Configset("pictures", dimensions);
    }

    static Configset ofState() {
        return new Configset("state", 0);
    }

    /** The name in the cluster. */
    String name() {
        return "likeness-" + folder + "-" + FORMAT + (dimensions == 0 ? "" : "-" + dimensions);
    }

    /** Puts it into the cluster. One of this name has the same contents and is replaced. */
    void upload(Cluster cluster) {
        ConfigSetAdminRequest.Upload request = new ConfigSetAdminRequest.Upload();
        request.setConfigSetName(name());
        request.setOverwrite(true);
        request.setUploadStream(new ContentStreamBase.ByteArrayStream(zip(), name() + ".zip", "application/zip"));
        cluster.administer("store the schema " + name(), request);
    }

    private byte[] zip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String file : List.of("schema.xml", "solrconfig.xml")) {
                zip.putNextEntry(new ZipEntry(file));
                zip.write(resource(file)
                        .replace("@DIMENSIONS@", String.valueOf(dimensions))
                        .getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private String resource(String file) throws IOException {
        String name = (file.equals("schema.xml") ? folder + "/" : "") + file;
        try (InputStream in = Objects.requireNonNull(Configset.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
