package dev.likeness.spark;

import dev.likeness.error.InputException;
import dev.likeness.gallery.CopyDecision;
import dev.likeness.gallery.CopyGroups.Judgement;
import dev.likeness.gallery.copy.CopyCheck;
import dev.likeness.gallery.copy.CopyEvidence;
import dev.likeness.gallery.copy.PictureFacts;
import dev.likeness.gallery.copy.Prepared;
import dev.likeness.picture.Picture;
import dev.likeness.spark.cell.CellMember;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Judges pairs of one task with the second check, from the files of the pictures. Keeps the pictures that it read last. */
final class CopyJudge {
    /** What a prepared picture takes at most, in bytes. */
    private static final long PREPARED_BYTES = 400_000;

    private static final long TASKS_AT_ONCE = 8;

    /** A quarter of the heap, shared by the tasks that run at the same time. */
    private static final long KEPT =
            Math.max(64, Runtime.getRuntime().maxMemory() / 4 / TASKS_AT_ONCE / PREPARED_BYTES);

    private final HadoopFiles files;
    private final CopyDecision decision;
    private final CopyCheck check = Check.OPEN;
    private final Map<String, Optional<Prepared>> prepared = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<Prepared>> eldest) {
            return size() > KEPT;
        }
    };

    /** The check of this process, which all tasks share until the process ends. */
    private static final class Check {
        static final CopyCheck OPEN = CopyCheck.open();
    }

    CopyJudge(HadoopFiles files, CopyDecision decision) {
        this.files = files;
        this.decision = decision;
    }

    Judgement judge(CellMember original, CellMember copy, double score) {
        Optional<CopyEvidence> evidence =
                prepared(original).flatMap(first -> prepared(copy).map(second -> check.check(first, second)));
        return decision.judge(score, evidence);
    }

    private Optional<Prepared> prepared(CellMember picture) {
        Optional<Prepared> known = prepared.get(picture.path());
        if (known == null) {
            known = prepare(picture);
            prepared.put(picture.path(), known);
        }
        return known;
    }

    /** Empty if the file cannot be read any more. */
    private Optional<Prepared> prepare(CellMember stored) {
        try {
            Picture picture = Picture.read(files.read(stored.path()), stored.path());
            return Optional.of(check.prepare(
                    picture, PictureFacts.named(stored.path(), stored.width(), stored.height(), stored.bytes())));
        } catch (IOException | InputException e) {
            return Optional.empty();
        }
    }
}
