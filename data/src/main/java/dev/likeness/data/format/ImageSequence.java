package dev.likeness.data.format;

import dev.likeness.data.ImagePair;
import dev.likeness.data.LabelledPicture;
import dev.likeness.data.SeededRandom;
import dev.likeness.error.InputException;
import dev.likeness.geometry.Corners;
import dev.likeness.geometry.Homography;
import dev.likeness.geometry.Patch;
import dev.likeness.geometry.PatchNoise;
import dev.likeness.geometry.Window;
import dev.likeness.picture.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Images of one plane, and the homographies from the first of them to the others.
 *
 * @param name of the sequence, unique in the data
 * @param folder the path of the folder, which prefixes the names of its patches
 * @param first the file of image 1
 * @param views the other images
 */
record ImageSequence(String name, String folder, String first, List<View> views) {
    /** The maximum number of points per sequence, so that all pairs can be compared. */
    private static final int MAX_POINTS = 250;

    /** The seed of the noise on patches: they are part of the data, so it is fixed. */
    private static final long SEED = 17;

    ImageSequence {
        views = List.copyOf(views);
    }

    /**
     * Another image.
     *
     * @param number in its sequence, from 2
     * @param file of the image
     * @param fromFirst maps image 1 to this image
     */
    record View(int number, String file, Homography fromFirst) {
        /** The place to cut a point's patch from, with noise; empty if it is not inside the image. */
        Optional<Homography> place(Window point, DecodedImages images, PatchNoise noise) {
            long column =
                    Math.round(2 * point.x()); // keyed by the point, not by its rank, which depends on other points
            long row = Math.round(2 * point.y());
            Homography place = fromFirst
                    .after(point.fromUnitSquare())
                    .after(noise.draw(SeededRandom.of(SEED, column, row, point.side(), number)));
            Picture image = images.get(file);
            return Patch.fits(place, image.width(), image.height()) ? Optional.of(place) : Optional.empty();
        }
    }

    /**
     * Finds the points and their patches: the first image with each other image that shares a point. Points without a patch
     * in any other image are dropped.
     *
     * @throws InputException if an image cannot be read, or no points are found
     */
    List<ImagePair> pairs(DecodedImages images, PatchNoise noise) {
        Picture image = images.get(first);
        List<Window> points = Corners.find(
                image,
                point -> Patch.fits(point.fromUnitSquare(), image.width(), image.height())
                        && views.stream()
                                .anyMatch(
                                        view -> view.place(point, images, noise).isPresent()),
                MAX_POINTS);
        if (points.isEmpty()) {
            throw new InputException(
                    images.describe(first) + ": no corner of this image (" + image.width() + "x"
                            + image.height()
                            + " pixels) lies inside another image of its sequence; expected textured images of"
                            + " more than 48 pixels and homographies from this image to the others, not the inverse; check them");
        }
        List<LabelledPicture> ofFirst = new ArrayList<>();
        for (int rank = 0; rank < points.size(); rank++) {
            ofFirst.add(patch(
                    rank, 1, new PatchSource(images, first, points.get(rank).fromUnitSquare())));
        }
        List<ImagePair> pairs = new ArrayList<>();
        for (View view : views) {
            List<LabelledPicture> ofView = new ArrayList<>();
            for (int rank = 0; rank < points.size(); rank++) {
                Optional<Homography> place = view.place(points.get(rank), images, noise);
                if (place.isPresent()) {
                    ofView.add(patch(rank, view.number, new PatchSource(images, view.file, place.get())));
                }
            }
            if (!ofView.isEmpty()) {
                pairs.add(new ImagePair(name, ofFirst, ofView));
            }
        }
        return pairs;
    }

    private LabelledPicture patch(int rank, int image, PatchSource source) {
        String point = String.format(Locale.ROOT, "/%04d", rank);
        return new LabelledPicture(folder + point + "/" + image, name + point, name, source);
    }
}
