package dev.likeness.spark;

import dev.likeness.picture.PictureLimits;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** Reads files through Hadoop, in an executor with the settings of the driver. */
record HadoopFiles(SerializableConfiguration settings) implements Serializable {
    private static final long serialVersionUID = 1;

    static HadoopFiles of(SparkSession spark) {
        return new HadoopFiles(new SerializableConfiguration(
                new Configuration(spark.sparkContext().hadoopConfiguration())));
    }

    /**
     * All bytes of a file.
     *
     * @throws IOException if it cannot be read, or is larger than a picture may be
     */
    byte[] read(String file) throws IOException {
        int most = (int) PictureLimits.current().bytes();
        try (InputStream in = open(path(file))) {
            byte[] bytes = in.readNBytes(most);
            if (bytes.length == most && in.read() >= 0) {
                throw new IOException("has more than " + most + " bytes, the maximum for a picture");
            }
            return bytes;
        }
    }

    /** Whether a file is there, or its storage does not tell. */
    boolean mayExist(String file) {
        try {
            Path path = path(file);
            return path.getFileSystem(settings.value()).exists(path);
        } catch (FileNotFoundException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static Path path(String file) throws IOException {
        try {
            return new Path(file);
        } catch (IllegalArgumentException e) {
            throw new FileNotFoundException("'" + file + "' is not a path");
        }
    }

    /** Hadoop looks for a checksum beside each local file, which takes three times as long as to read a small picture. */
    private InputStream open(Path path) throws IOException {
        FileSystem system = path.getFileSystem(settings.value());
        return system instanceof LocalFileSystem local
                ? local.getRawFileSystem().open(path)
                : system.open(path);
    }
}
