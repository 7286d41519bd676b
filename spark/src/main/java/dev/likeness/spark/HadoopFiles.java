package dev.likeness.spark;

import dev.likeness.picture.PictureLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
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
        Path path = new Path(file);
        int most = (int) PictureLimits.current().bytes();
        try (InputStream in = path.getFileSystem(settings.value()).open(path)) {
            byte[] bytes = in.readNBytes(most);
            if (bytes.length == most && in.read() >= 0) {
                throw new IOException("has more than " + most + " bytes, the maximum for a picture");
            }
            return bytes;
        }
    }
}
