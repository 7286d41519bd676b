package dev.likeness.spark;

import dev.likeness.error.InputException;
import dev.likeness.gallery.CopyDecision;
import dev.likeness.gallery.CopyGroups.Judgement;
import dev.likeness.gallery.copy.CopyCheck;
import dev.likeness.gallery.copy.CopyEvidence;
import dev.likeness.gallery.copy.PictureFacts;
import dev.likeness.gallery.copy.Prepared;
import dev.likeness.gallery.copy.PreparedPictures;
import dev.likeness.picture.Picture;
import dev.likeness.spark.cell.CellMember;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import org.apache.spark.SparkEnv;
import org.apache.spark.util.LongAccumulator;

/**
 * Judges pairs of one task with the second check, from the files of the pictures. Pictures without a file are judged by their score.
 * Keeps the pictures that it read last.
 */
final class CopyJudge {
    /** The share of the heap for prepared pictures. */
    private static final int PART_OF_HEAP = 4;

    private static final int READINGS = 3;
    private static final long PAUSE_MILLISECONDS = 500;

    private final HadoopFiles files;
    private final CopyDecision decision;
    private final LongAccumulator unreadable;
    private final CopyCheck check = Check.OPEN;
    private final PreparedPictures<String> prepared = new PreparedPictures<>(mostBytes());

    /** The check of this process, which all tasks share until the process ends. */
    private static final class Check {
        static final CopyCheck OPEN = CopyCheck.open();
    }

    /** @param unreadable counts the files that could not be read */
    CopyJudge(HadoopFiles files, CopyDecision decision, LongAccumulator unreadable) {
        this.unreadable = unreadable;
        this.files = files;
        this.decision = decision;
    }

    Judgement judge(CellMember original, CellMember copy, double score) {
        Optional<CopyEvidence> evidence =
                prepared(original).flatMap(first -> prepared(copy).map(second -> check.check(first, second)));
        return decision.judge(score, evidence);
    }

    private Optional<Prepared> prepared(CellMember picture) {
        return prepared.of(picture.path(), () -> prepare(picture));
    }

    /** A part of the heap, shared by the tasks that run at the same time. */
    private static long mostBytes() {
        int tasks = SparkEnv.get()
                .conf()
                .getInt("spark.executor.cores", Runtime.getRuntime().availableProcessors());
        return Runtime.getRuntime().maxMemory() / PART_OF_HEAP / Math.max(1, tasks);
    }

    /** Empty if there is no file, or it cannot be read any more. */
    private Optional<Prepared> prepare(CellMember stored) {
        if (!stored.hasFile()) {
            return Optional.empty();
        }
        try {
            Picture picture = Picture.read(read(stored.path()), stored.path());
            return Optional.of(check.prepare(
                    picture, PictureFacts.named(stored.path(), stored.width(), stored.height(), stored.bytes())));
        } catch (IOException | InputException e) {
            unreadable.add(1);
            return Optional.empty();
        }
    }

    /** A storage may fail for a moment. */
    private byte[] read(String path) throws IOException {
        for (int reading = 1; ; reading++) {
            try {
                return files.read(path);
            } catch (FileNotFoundException e) {
                throw e;
            } catch (IOException e) {
                if (reading == READINGS) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the task was interrupted", e);
        }
    }
}
