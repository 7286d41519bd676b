package dev.likeness.spark;

import dev.likeness.error.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * The right of one job to add to a table: a file in its folder, which is written anew each minute. A claim that is not renewed,
 * because its job was killed, ends after five minutes.
 */
final class TableClaim implements AutoCloseable {
    private static final String NAME = "_writer";
    private static final Duration RENEWAL = Duration.ofMinutes(1);
    private static final Duration END = Duration.ofMinutes(5);

    private final FileSystem files;
    private final Path file;
    private final String owner;
    private final ScheduledExecutorService renewing = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "claim");
        thread.setDaemon(true);
        return thread;
    });

    private TableClaim(FileSystem files, Path file, String owner) {
        this.files = files;
        this.file = file;
        this.owner = owner;
    }

    /**
     * Claims a table.
     *
     * @throws InputException if another job adds to it
     */
    static TableClaim of(SparkSession spark, String table) {
        Path folder = new Path(table);
        try {
            FileSystem files = folder.getFileSystem(spark.sparkContext().hadoopConfiguration());
            files.mkdirs(folder);
            TableClaim claim = new TableClaim(
                    files, new Path(folder, NAME), spark.sparkContext().applicationId());
            claim.take(table);
            claim.renewing.scheduleAtFixedRate(
                    claim::renew, RENEWAL.toSeconds(), RENEWAL.toSeconds(), TimeUnit.SECONDS);
            return claim;
        } catch (IOException e) {
            throw new InputException(table + ": cannot be written (" + e.getMessage() + ")", e);
        }
    }

    private void take(String table) throws IOException {
        try {
            write(false);
        } catch (FileAlreadyExistsException e) {
            long age = System.currentTimeMillis() - files.getFileStatus(file).getModificationTime();
            if (age < END.toMillis()) {
                throw new InputException(
                        table + ": another job adds to this table, or was killed less than " + END.toMinutes()
                                + " minutes ago; wait until it has ended, or for " + END.toMinutes()
                                + " minutes after it was killed",
                        e);
            }
            write(true);
        }
    }

    private void write(boolean overwrite) throws IOException {
        try (FSDataOutputStream out = files.create(file, overwrite)) {
            out.write(owner.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void renew() {
        try {
            write(true);
        } catch (IOException e) {
            // the next renewal may succeed; the claim lasts for several
        }
    }

    @Override
    public void close() {
        renewing.shutdownNow();
        try {
            renewing.awaitTermination(1, TimeUnit.MINUTES);
            files.delete(file, false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // it ends by itself
        }
    }
}
