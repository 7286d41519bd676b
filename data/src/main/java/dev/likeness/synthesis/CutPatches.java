package dev.likeness.synthesis;

import dev.likeness.data.DataSet;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.PathNames;
import dev.likeness.data.Workers;
import dev.likeness.error.InputException;
import dev.likeness.files.FileFault;
import dev.likeness.files.NewFolder;
import dev.likeness.files.UserPath;
import dev.likeness.geometry.PatchNoise;
import dev.likeness.geometry.Window;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureFile;
import dev.likeness.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cuts patches out of photographs and writes them as data for training and testing measures of patches: in the format
 * {@code classes}, with the photograph as the group and a point of it as the identity, so that splits hold out whole
 * photographs.
 *
 * <p>The same photographs and settings give the same files, byte for byte; the random draws for a photograph depend on its
 * contents only. A thing that appears in two photographs counts as two identities.
 */
public final class CutPatches {
    private static final int MAX_POINTS = 1_000;
    private static final int MAX_VIEWS = 50;

    /** More would need too much memory: each thread decodes a photograph, which may be large. */
    private static final int MAX_THREADS = 4;

    private final Settings settings;
    private final int threads;

    public CutPatches(Settings settings) {
        this(settings, Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors()));
    }

    CutPatches(Settings settings, int threads) {
        this.settings = settings;
        this.threads = threads;
    }

    /**
     * What to cut.
     *
     * @param points maximum number per photograph, 1 to 1000
     * @param views per point, 2 to 50, including the upright window
     * @param noise on the other views
     * @param seed of the other views
     */
    public record Settings(int points, int views, PatchNoise noise, long seed) {
        public Settings {
            check("points of a photograph", points, 1, MAX_POINTS);
            check("views of a point", views, 2, MAX_VIEWS);
        }

        private static void check(String what, int value, int least, int most) {
            if (value < least || value > most) {
                throw new InputException("patches were requested with " + what + " = " + value + "; allowed is " + least
                        + " to " + most + "; choose a number in between");
            }
        }
    }

    /** Why no patch was cut from a picture. */
    public enum Fault {
        /** It cannot be read. */
        BROKEN,
        /** No point has all its views inside the picture: it is too small or has no corners. */
        NO_POINT,
        /** It has the same pixels as an earlier picture: its points would become duplicate identities. */
        COPY
    }

    /**
     * A picture that no patch was cut from.
     *
     * @param name its path inside the data
     * @param reason one line
     */
    public record Skipped(String name, Fault fault, String reason) {}

    /**
     * What was written.
     *
     * @param photographs the number of photographs with patches
     * @param identities the total number of points
     * @param pictures the total number of patches
     * @param skipped the other pictures, sorted by name
     */
    public record Result(int photographs, int identities, int pictures, List<Skipped> skipped) {
        public Result {
            skipped = List.copyOf(skipped);
        }
    }

    /**
     * Cuts the patches into a folder: {@code photograph/point/view.png}; view 1 is the upright one. The folder appears when all
     * files are written; without any patch it is not created.
     *
     * @param data all its stored pictures are used as photographs; labels are ignored
     * @param folder absent or empty
     * @throws InputException if the folder is not empty or cannot be written
     */
    public Result write(DataSet data, Path folder, Progress progress) {
        try (NewFolder made = NewFolder.at(folder)) {
            Result result = sum(cutAll(jobs(data), made.aside(), progress));
            if (result.pictures > 0) {
                made.moveIntoPlace();
            }
            return result;
        }
    }

    /**
     * One photograph to cut from.
     *
     * @param folder of its patches
     * @param before earlier photographs that may have the same contents
     */
    private record Job(LabelledPicture photograph, String folder, List<LabelledPicture> before) {}

    /** The result for one photograph: its number of points, or the reason why there are none. */
    private record Cut(int points, @Nullable Skipped skipped) {}

    private static List<Job> jobs(DataSet data) {
        List<LabelledPicture> photographs = data.storedPictures();
        Map<String, List<LabelledPicture>> byKey = new LinkedHashMap<>();
        List<Job> jobs = new ArrayList<>(photographs.size());
        for (LabelledPicture photograph : photographs) {
            List<LabelledPicture> alike =
                    byKey.computeIfAbsent(photograph.source().contentKey(), key -> new ArrayList<>(1));
            jobs.add(new Job(photograph, folder(jobs.size() + 1, photograph.name()), List.copyOf(alike)));
            alike.add(photograph);
        }
        return jobs;
    }

    /** A folder for a photograph: its number makes it unique, its name is for readers. */
    private static String folder(int number, String name) {
        String plain = PathNames.withoutEnding(PathNames.lastOf(name)).replaceAll("[^A-Za-z0-9]+", "-");
        String word = plain.substring(0, Math.min(40, plain.length())).replaceAll("^-|-$", "");
        return String.format(Locale.ROOT, "%05d", number) + (word.isEmpty() ? "" : "-" + word);
    }

    private Result sum(List<Cut> cuts) {
        int photographs = 0;
        int points = 0;
        List<Skipped> skipped = new ArrayList<>();
        for (Cut cut : cuts) {
            points += cut.points;
            if (cut.skipped == null) {
                photographs++;
            } else {
                skipped.add(cut.skipped);
            }
        }
        return new Result(photographs, points, points * settings.views, skipped);
    }

    private List<Cut> cutAll(List<Job> jobs, Path into, Progress progress) {
        return new Workers(threads)
                .inOrder(
                        jobs, job -> cut(job, into), done -> progress.at(done, jobs.size(), jobs.get(done - 1).folder));
    }

    private Cut cut(Job job, Path into) {
        LabelledPicture photograph = job.photograph;
        Picture picture;
        try {
            picture = photograph.source().read();
            for (LabelledPicture other : job.before) {
                if (Arrays.equals(picture.rgb(), other.source().read().rgb())) {
                    return skipped(photograph, Fault.COPY, photograph.name() + ": shows the same as " + other.name());
                }
            }
        } catch (InputException e) {
            return skipped(photograph, Fault.BROKEN, String.valueOf(e.getMessage()));
        }
        long key = photograph.source().contentKey().hashCode();
        PhotographPatches patches =
                new PhotographPatches(PhotographPatches.reduced(picture), key, settings.noise, settings.seed);
        List<Window> points = patches.points(settings.points, settings.views);
        for (int rank = 0; rank < points.size(); rank++) {
            Path folder = UserPath.ofText(into, job.folder).resolve(String.format(Locale.ROOT, "%04d", rank + 1));
            write(patches.views(points.get(rank), settings.views), folder);
        }
        if (points.isEmpty()) {
            String size = picture.width() + "x" + picture.height() + " pixels";
            return skipped(
                    photograph,
                    Fault.NO_POINT,
                    photograph.name() + ": no corner has all its views inside the picture (" + size + ")");
        }
        return new Cut(points.size(), null);
    }

    private static Cut skipped(LabelledPicture photograph, Fault fault, String reason) {
        return new Cut(0, new Skipped(photograph.name(), fault, reason));
    }

    private static void write(List<Picture> views, Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new InputException(
                    folder + ": the folder cannot be created (" + FileFault.reason(e, folder)
                            + "); choose a writable location",
                    e);
        }
        for (int view = 0; view < views.size(); view++) {
            PictureFile.write(views.get(view), folder.resolve((view + 1) + ".png"));
        }
    }
}
