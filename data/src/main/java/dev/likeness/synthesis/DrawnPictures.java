package dev.likeness.synthesis;

import dev.likeness.data.LabelledPicture;
import dev.likeness.error.InputException;
import dev.likeness.files.FileFault;
import dev.likeness.files.NewFolder;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureFile;
import dev.likeness.progress.Progress;
import dev.likeness.synthesis.DrawingStyle.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Labelled pictures that the program draws, so that first steps and tests need no download.
 *
 * <p>The same settings give the same pictures. Each depends on the seed and its number only.
 */
public final class DrawnPictures {
    private DrawnPictures() {}

    /**
     * What to draw.
     *
     * @param style of the pictures
     * @param groups of identities, 1 to 1000
     * @param identities per group, 1 to 10000
     * @param pictures per identity, 1 to 10000
     * @param size the side of the square pictures in pixels, 16 to 2048
     * @param seed of all random draws
     */
    public record Settings(DrawingStyle style, int groups, int identities, int pictures, int size, long seed) {
        public Settings {
            check("groups", groups, 1, 1_000);
            check("identities per group", identities, 1, 10_000);
            check("pictures per identity", pictures, 1, 10_000);
            check("the size in pixels", size, 16, 2_048);
        }

        private static void check(String what, int value, int least, int most) {
            if (value < least || value > most) {
                throw new InputException("drawing was requested with " + what + " = " + value + "; allowed is " + least
                        + " to " + most + "; choose a number in between");
            }
        }

        /** Enough to train a small model in minutes: 10 groups of 20 characters, each by 12 writers. */
        public static Settings defaults() {
            return new Settings(DrawingStyle.STROKES, 10, 20, 12, 105, 1);
        }

        /** The total number of pictures. */
        public long total() {
            return (long) groups * identities * pictures;
        }
    }

    /** The pictures without files, sorted by name; each reading draws its picture again. */
    public static List<LabelledPicture> inMemory(Settings settings) {
        List<LabelledPicture> pictures = new ArrayList<>();
        for (int group = 0; group < settings.groups; group++) {
            for (int own = 0; own < settings.identities; own++) {
                int identity = group * settings.identities + own;
                String groupName = "group%03d".formatted(group + 1);
                String identityName = groupName + "/thing%04d".formatted(own + 1);
                for (int hand = 0; hand < settings.pictures; hand++) {
                    Subject subject = new Subject(settings.size, settings.seed, group, identity, hand);
                    pictures.add(new LabelledPicture(
                            identityName + "/%04d.png".formatted(hand + 1),
                            identityName,
                            groupName,
                            new Source(settings.style, subject)));
                }
            }
        }
        return List.copyOf(pictures);
    }

    /** Draws the picture at each call. The picture depends on the subject only, so the subject is the content key. */
    private record Source(DrawingStyle style, Subject subject) implements LabelledPicture.Source {
        @Override
        public Picture read() {
            return style.draw(subject);
        }

        @Override
        public String contentKey() {
            return style.label() + "-" + subject.size() + "-" + subject.seed() + "-" + subject.identity() + "-"
                    + subject.hand();
        }
    }

    /**
     * Draws the pictures into a folder, in the {@code classes} layout: {@code group/identity/number.png}. The folder appears
     * when all files are written.
     *
     * @param folder absent or empty
     * @throws InputException if the folder is not empty or cannot be written
     */
    public static void write(Settings settings, Path folder, Progress progress) {
        try (NewFolder made = NewFolder.at(folder)) {
            long done = 0;
            for (LabelledPicture picture : inMemory(settings)) {
                Path file = made.aside().resolve(picture.name());
                try {
                    Files.createDirectories(file.getParent());
                } catch (IOException e) {
                    throw new InputException(
                            folder + ": the folder cannot be created (" + FileFault.reason(e, folder)
                                    + "); choose a writable location",
                            e);
                }
                PictureFile.write(picture.source().read(), file);
                progress.at(++done, settings.total(), picture.identity());
            }
            made.moveIntoPlace();
        }
    }
}
