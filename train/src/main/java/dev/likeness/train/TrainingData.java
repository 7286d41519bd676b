package dev.likeness.train;

import dev.likeness.augment.PhotoViews;
import dev.likeness.data.DataSet;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.PicturePair;
import dev.likeness.data.SeededRandom;
import dev.likeness.data.SkippedPictures;
import dev.likeness.data.SplitName;
import dev.likeness.data.TrainingSplit;
import dev.likeness.domain.PictureStatistics;
import dev.likeness.error.InputException;
import dev.likeness.evaluation.DomainFit;
import dev.likeness.files.UserPath;
import dev.likeness.picture.Fit;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureShape;
import dev.likeness.picture.Resizer;
import dev.likeness.progress.Progress;
import dev.likeness.train.recipe.Recipe;
import dev.likeness.train.sampling.AffineAugmentation;
import dev.likeness.train.sampling.Alteration;
import dev.likeness.train.sampling.BatchLoader;
import dev.likeness.train.sampling.BatchSampler;
import dev.likeness.train.sampling.PhotoAlteration;
import dev.likeness.train.sampling.Raster;
import dev.likeness.train.sampling.TrainingPictures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A data set prepared for training: split, decoded and in memory.
 *
 * @param name of the data set
 * @param hash of its contents
 * @param shape of the network's input
 * @param rasters the training pictures
 * @param alteration the random change of a picture each time it is used
 * @param pictures the training pictures by identity, as indices of rasters
 * @param heldOut pictures that are not trained on; their identities are not trained on either, unless the data declare
 *     splits
 * @param heldOutStatistics of the held-out pictures as they were read, in the same order
 * @param heldOutPairs declared pairs of held-out pictures; empty if the data declare no pairs
 * @param kind how the held-out pictures were chosen
 * @param skipped names of training and held-out pictures that could not be read, sorted
 */
public record TrainingData(
        String name,
        String hash,
        PictureShape shape,
        List<Raster> rasters,
        Alteration alteration,
        TrainingPictures pictures,
        List<LabelledPicture> heldOut,
        List<DomainFit.Sample> heldOutStatistics,
        List<PicturePair> heldOutPairs,
        HeldOut kind,
        List<String> skipped) {
    private static final String READING = "reading pictures";
    private static final int COLOUR_SAMPLES = 200;
    private static final int MAX_GREY_DIFFERENCE = 12; // between channels of a grey picture, after JPEG compression

    public TrainingData {
        rasters = List.copyOf(rasters);
        heldOut = List.copyOf(heldOut);
        heldOutStatistics = List.copyOf(heldOutStatistics);
        heldOutPairs = List.copyOf(heldOutPairs);
        skipped = List.copyOf(skipped);
    }

    /** A held-out picture in the network's size, and the statistics of the picture that was read. */
    private record Kept(LabelledPicture picture, DomainFit.Sample sample) {}

    /**
     * How the held-out pictures were chosen.
     *
     * @param split the declared split that they are; empty if identities were held out
     * @param alsoTrained how many of their identities are also trained on, with other pictures
     */
    public record HeldOut(String split, int alsoTrained) {
        private static HeldOut of(TrainingSplit sides) {
            Set<String> trained =
                    sides.train().stream().map(LabelledPicture::identity).collect(Collectors.toSet());
            return new HeldOut(sides.declared() ? SplitName.VALIDATION.word() : "", (int) sides.heldOut().stream()
                    .map(LabelledPicture::identity)
                    .distinct()
                    .filter(trained::contains)
                    .count());
        }
    }

    private static TrainingSplit sides(DataSet data, Recipe recipe, long seed) {
        return data.trainingSplit(recipe.selection().holdOut(), seed);
    }

    /**
     * Splits a data set as {@link #load} does, without decoding pictures.
     *
     * @throws InputException if the data are too few, or a picture would be on both sides of the split
     */
    public static void check(DataSet data, Recipe recipe, long seed) {
        sides(data, recipe, seed);
    }

    /** Splits and decodes a data set, with the default limit of unreadable pictures. */
    public static TrainingData load(DataSet data, Recipe recipe, long seed, Progress progress) {
        return load(data, recipe, seed, SkippedPictures.of(data, SkippedPictures.Limit.DEFAULT), progress);
    }

    /**
     * Splits and decodes a data set. All pictures are split first; then those that cannot be read are removed from both
     * sides.
     *
     * @param skipped reads the pictures and collects the unreadable ones
     * @throws InputException if too many pictures are unreadable, or too few are left
     */
    public static TrainingData load(
            DataSet data, Recipe recipe, long seed, SkippedPictures skipped, Progress progress) {
        TrainingSplit sides = sides(data, recipe, seed);
        List<LabelledPicture> train = sides.train();
        List<LabelledPicture> originals = data.storedPictures();
        boolean generatesViews = data.generatedViews() > 0;
        if (generatesViews) {
            train = only(originals, train); // training draws other views at each step
        }
        skipped.expect(train.size() + sides.heldOut().size());
        int size = recipe.input().size();
        PictureShape shape =
                new PictureShape(size, size, channels(recipe.input().channels(), originals));
        Fit fit = recipe.input().fitting();
        boolean asPhotos = recipe.augmentation().asPhotos(generatesViews);
        Function<Picture, Raster> kept =
                asPhotos ? picture -> Raster.forViews(picture, shape) : picture -> Raster.of(picture, shape, fit);
        List<Raster> rasters = readAll(train, picture -> skipped.read(picture).map(kept), progress);
        Alteration alteration = asPhotos
                ? new PhotoAlteration(new PhotoViews(recipe.augmentation().strength()), shape, fit)
                : new AffineAugmentation(recipe.augmentation(), shape);
        List<Kept> held = readAll(
                sides.heldOut(),
                picture -> skipped.read(picture)
                        .map(read -> new Kept(
                                resized(picture, read, shape, fit),
                                new DomainFit.Sample(picture.identity(), PictureStatistics.of(read)))),
                progress);
        List<LabelledPicture> heldOut = held.stream().map(Kept::picture).toList();
        List<LabelledPicture> trained = skipped.readable(train);
        TrainingPictures pictures = generatesViews
                ? TrainingPictures.ofPhotographs(trained.size())
                : TrainingPictures.of(trained, skipped.readablePairs(sides.trainPairs()));
        List<PicturePair> heldOutPairs = among(heldOut, skipped.readablePairs(sides.heldOutPairs()));
        String name = UserPath.lastName(data.name());
        return new TrainingData(
                name,
                data.hash(),
                shape,
                rasters,
                alteration,
                pictures,
                heldOut,
                held.stream().map(Kept::sample).toList(),
                heldOutPairs,
                HeldOut.of(sides),
                skipped.names());
    }

    /**
     * Loads batches of these pictures, with the sizes of a recipe.
     *
     * @param threads of the network
     */
    BatchLoader loader(Recipe recipe, long seed, int threads) {
        BatchSampler sampler = new BatchSampler(
                pictures,
                recipe.schedule().identities(),
                recipe.schedule().groups(),
                recipe.augmentation().turns(),
                seed);
        return new BatchLoader(rasters, sampler, alteration, shape, seed, threads);
    }

    private static List<LabelledPicture> only(List<LabelledPicture> wanted, List<LabelledPicture> among) {
        Set<LabelledPicture> set = new HashSet<>(wanted);
        return among.stream().filter(set::contains).toList();
    }

    private static int channels(String word, List<LabelledPicture> pictures) {
        if (!word.equals("auto")) {
            return word.equals("grey") ? 1 : 3;
        }
        List<LabelledPicture> some = new ArrayList<>(pictures);
        Collections.shuffle(some, SeededRandom.of(0));
        boolean coloured = some.stream().limit(COLOUR_SAMPLES).anyMatch(TrainingData::coloured);
        return coloured ? 3 : 1;
    }

    private static boolean coloured(LabelledPicture picture) {
        try {
            return coloured(picture.source().read());
        } catch (InputException e) {
            return false; // the picture is read again later, and counted then
        }
    }

    private static boolean coloured(Picture picture) {
        byte[] rgb = picture.rgb();
        for (int i = 0; i < rgb.length; i += 3) {
            int red = rgb[i] & 0xff;
            int green = rgb[i + 1] & 0xff;
            int blue = rgb[i + 2] & 0xff;
            if (Math.abs(red - green) > MAX_GREY_DIFFERENCE || Math.abs(green - blue) > MAX_GREY_DIFFERENCE) {
                return true;
            }
        }
        return false;
    }

    /** A held-out picture in the size of the network's input. Reading it now finds a broken file before training starts. */
    private static LabelledPicture resized(LabelledPicture picture, Picture read, PictureShape shape, Fit fit) {
        byte[] pixels = Resizer.fit(read, shape, fit);
        byte[] rgb = shape.channels() == 3 ? pixels : new byte[3 * pixels.length];
        if (shape.channels() == 1) {
            for (int i = 0; i < pixels.length; i++) {
                Arrays.fill(rgb, 3 * i, 3 * i + 3, pixels[i]);
            }
        }
        Picture kept = new Picture(shape.width(), shape.height(), rgb);
        return picture.from(() -> kept);
    }

    private static List<PicturePair> among(List<LabelledPicture> pictures, List<PicturePair> pairs) {
        Map<String, LabelledPicture> named = new HashMap<>();
        pictures.forEach(picture -> named.put(picture.name(), picture));
        return pairs.stream()
                .map(pair -> new PicturePair(
                        Objects.requireNonNull(named.get(pair.a().name())),
                        Objects.requireNonNull(named.get(pair.b().name())),
                        pair.match()))
                .toList();
    }

    private static <T> List<T> readAll(
            List<LabelledPicture> pictures, Function<LabelledPicture, Optional<T>> reader, Progress progress) {
        AtomicInteger done = new AtomicInteger();
        progress.at(0, pictures.size(), READING);
        return pictures.parallelStream()
                .map(picture -> {
                    Optional<T> read = reader.apply(picture);
                    int now = done.incrementAndGet();
                    if (now % 50 == 0 || now == pictures.size()) {
                        synchronized (progress) {
                            progress.at(now, pictures.size(), READING);
                        }
                    }
                    return read;
                })
                .flatMap(Optional::stream)
                .toList();
    }
}
