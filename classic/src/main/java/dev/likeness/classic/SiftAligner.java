package dev.likeness.classic;

import dev.likeness.alignment.Aligner;
import dev.likeness.alignment.Alignment;
import dev.likeness.alignment.Aspects;
import dev.likeness.alignment.PointPair;
import dev.likeness.alignment.ProjectiveMap;
import dev.likeness.measure.ClosingGate;
import dev.likeness.picture.Picture;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.KeyPointVector;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_features2d.SIFT;

/**
 * {@code sift}: aligns pictures by their SIFT keypoints. D. Lowe, "Distinctive image features from scale-invariant
 * keypoints", IJCV 2004, describes the keypoints; {@link DescriptorMatches} how they are matched, and
 * {@link AffineSearch} how the map is found. SIFT is not invariant to mirroring, so the mirrored picture is tried as well:
 * its descriptors are a permutation of the descriptors of the picture ({@link OrientedKeypoints#mirrored}).
 */
final class SiftAligner implements Aligner {
    static final String NAME = "sift";
    /** The longer side of the pictures in pixels. */
    static final int SIDE = 384;

    private static final int MAX_KEYPOINTS = 300;
    /** Any number of keypoints. */
    private static final int ALL = 0;

    private static final int LAYERS = 3;
    /** Lower than in the paper, because blurred and small pictures have weak keypoints. */
    private static final double CONTRAST = 0.02;

    private static final double EDGE = 10;
    private static final double BLUR = 1.6;
    /** With more agreeing keypoints than this, the mirrored picture is not tried. */
    private static final int PLENTY = 30;

    private static final ProjectiveMap LEFT_TO_RIGHT = ProjectiveMap.affine(-1, 0, 1, 0, 1, 0);

    private final ClosingGate gate = new ClosingGate("the aligner " + NAME, "open it again");
    private final ExtractorPool extractors =
            new ExtractorPool(() -> SIFT.create(ALL, LAYERS, CONTRAST, EDGE, BLUR, false));

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Prepared prepare(Picture picture) {
        return gate.call(() -> {
            WorkingPicture working = WorkingPicture.of(picture, SIDE);
            return extractors.with(extractor -> {
                try (PointerScope scope = new PointerScope()) {
                    KeyPointVector found = new KeyPointVector();
                    extractor.detect(working.matrix(), found, new Mat());
                    KeyPointVector spread = SpreadKeypoints.of(found, working.width(), working.height(), MAX_KEYPOINTS);
                    Mat descriptors = new Mat();
                    extractor.compute(working.matrix(), spread, descriptors);
                    return OrientedKeypoints.of(working, spread, descriptors);
                }
            });
        });
    }

    @Override
    public Optional<Alignment> align(Prepared a, Prepared b) {
        OrientedKeypoints first = own(a);
        OrientedKeypoints second = own(b);
        return gate.call(() -> aligned(first, second));
    }

    private static OrientedKeypoints own(Prepared prepared) {
        if (prepared instanceof OrientedKeypoints keypoints) {
            return keypoints;
        }
        throw new IllegalArgumentException("the aligner " + NAME + " cannot align what another aligner prepared ("
                + prepared.getClass().getName() + "); prepare the picture with this aligner");
    }

    private static Optional<Alignment> aligned(OrientedKeypoints a, OrientedKeypoints b) {
        Aspects aspects = new Aspects((double) a.width() / a.height(), (double) b.width() / b.height());
        Optional<Alignment> direct = AffineSearch.of(a, b, DescriptorMatches.of(a, b), aspects);
        if (direct.isPresent() && direct.get().agreeing().size() >= PLENTY) {
            return direct;
        }
        OrientedKeypoints reversed = a.mirrored();
        Optional<Alignment> mirrored = AffineSearch.of(reversed, b, DescriptorMatches.of(reversed, b), aspects)
                .map(SiftAligner::ofMirrored);
        if (direct.isEmpty()
                || mirrored.isPresent()
                        && mirrored.get().agreeing().size()
                                > direct.get().agreeing().size()) {
            return mirrored;
        }
        return direct;
    }

    /** The alignment of a picture, from the alignment of its mirror image. */
    private static Alignment ofMirrored(Alignment mirrored) {
        return new Alignment(
                LEFT_TO_RIGHT.then(mirrored.map()),
                mirrored.aspects(),
                mirrored.matches(),
                mirrored.agreeing().stream()
                        .map(pair -> new PointPair(1 - pair.xA(), pair.yA(), pair.xB(), pair.yB()))
                        .toList());
    }

    @Override
    public void close() {
        gate.close(extractors::close);
    }
}
