package dev.likeness.train;

import dev.likeness.augment.PhotoViews;
import dev.likeness.data.DataSet;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.PicturePair;
import dev.likeness.data.SeededRandom;
import dev.likeness.data.SkippedPictures;
import dev.likeness.data.SplitName;
import dev.likeness.data.TrainingSplit;
import dev.likeness.error.InputException;
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
 * A data set made ready for training: split, decoded, held in memory.
 *
 * @param name of the data set
 * @param hash of its contents
 * @param shape of the pictures as the network takes them
 * @param rasters the training pictures
 * @param alteration how they are altered each time they are seen
 * @param pictures the training pictures by identity, as indices of rasters
 * @param heldOut pictures that are not trained on, of identities that are not trained on either, unless the owner of the
 *     data divided them
 * @param heldOutPairs pairs that the user declared among them; empty where the data are no pairs
 * @param kind what the held-out pictures are
 * @param skipped names of pictures on either side that could not be read, sorted
 */
public record TrainingData(
        String name,
        String hash,
        PictureShape shape,
        List<Raster> rasters,
        Alteration alteration,
        TrainingPictures pictures,
        List<LabelledPicture> heldOut,
        List<PicturePair> heldOutPairs,
        HeldOut kind,
        List<String> skipped) {
    private static final String READING = "reading pictures";
    private static final int LOOKED_AT_FOR_COLOUR = 200;
    private static final int COLOURLESS = 12; // grey levels between channels that JPEG leaves in a grey picture

    public TrainingData {
        rasters = List.copyOf(rasters);
        heldOut = List.copyOf(heldOut);
        heldOutPairs = List.copyOf(heldOutPairs);
        skipped = List.copyOf(skipped);
    }

    /**
     * What the held-out pictures are.
     *
     * @param split the split that their owner put them into by folders; empty where identities were held out
     * @param alsoTrained how many of their identities are trained on as well, with other pictures
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
     * Splits a data set as {@link #load} does, and reads no more of it than that takes.
     *
     * @throws InputException if there is too little of it, or something would be on both sides
     */
    public static void check(DataSet data, Recipe recipe, long seed) {
        sides(data, recipe, seed);
    }

    /** Splits and decodes a data set of which a few pictures may be unreadable, as usual. */
    public static TrainingData load(DataSet data, Recipe recipe, long seed, Progress progress) {
        return load(data, recipe, seed, SkippedPictures.of(data, SkippedPictures.Limit.USUAL), progress);
    }

    /**
     * Splits and decodes a data set. The split is that of all its pictures; those that cannot be read are then left out of
     * either side.
     *
     * @param skipped what reads them
     * @throws InputException if too many cannot be read, or too few are left
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
        List<LabelledPicture> heldOut = readAll(
                sides.heldOut(),
                picture -> skipped.read(picture).map(read -> brought(picture, read, shape, fit)),
                progress);
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
                heldOutPairs,
                HeldOut.of(sides),
                skipped.names());
    }

    /** Makes batches of these pictures, as a recipe wants them. */
    BatchLoader loader(Recipe recipe, long chance) {
        BatchSampler sampler = new BatchSampler(
                pictures,
                recipe.schedule().identities(),
                recipe.schedule().groups(),
                recipe.augmentation().turns(),
                chance);
        return new BatchLoader(rasters, sampler, alteration, shape, chance);
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
        boolean coloured = some.stream().limit(LOOKED_AT_FOR_COLOUR).anyMatch(TrainingData::coloured);
        return coloured ? 3 : 1;
    }

    private static boolean coloured(LabelledPicture picture) {
        try {
            return coloured(picture.source().read());
        } catch (InputException e) {
            return false; // it is read again below, and counted there
        }
    }

    private static boolean coloured(Picture picture) {
        byte[] rgb = picture.rgb();
        for (int i = 0; i < rgb.length; i += 3) {
            int red = rgb[i] & 0xff;
            int green = rgb[i + 1] & 0xff;
            int blue = rgb[i + 2] & 0xff;
            if (Math.abs(red - green) > COLOURLESS || Math.abs(green - blue) > COLOURLESS) {
                return true;
            }
        }
        return false;
    }

    /** A held-out picture as every validation needs it, read once: a broken file is found now, not in the middle. */
    private static LabelledPicture brought(LabelledPicture picture, Picture read, PictureShape shape, Fit fit) {
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
