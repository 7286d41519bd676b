package dev.likeness.evaluation;

import dev.likeness.data.LabelledPicture;
import dev.likeness.data.PicturePair;
import dev.likeness.measure.Code;
import dev.likeness.measure.CodeOrigins;
import dev.likeness.measure.Measure;
import dev.likeness.measure.MeasureIdentity;
import dev.likeness.measure.PairScoring;
import dev.likeness.measure.Side;
import dev.likeness.picture.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Pictures of one pixel and a measure that compares their brightness: data with answers that can be computed by hand. */
final class Samples {
    private Samples() {}

    static LabelledPicture picture(String identity, String name, int brightness) {
        byte value = (byte) brightness;
        return new LabelledPicture(
                identity + "/" + name, identity, "", () -> new Picture(1, 1, new byte[] {value, value, value}));
    }

    /** A pair that the test scores itself; it matches if the identities are equal. */
    static PicturePair pair(String a, String b) {
        return new PicturePair(picture(a, "1", 0), picture(b, "2", 0), a.equals(b));
    }

    static double[] gaussian(Random random, int count, double mean) {
        return random.doubles(count).map(u -> mean + random.nextGaussian()).toArray();
    }

    /** All matching pairs of n identities, and an equal number of non-matches. */
    static List<PicturePair> pairs(int identities, int perIdentity, Random random) {
        List<PicturePair> pairs = new ArrayList<>();
        for (int i = 0; i < identities; i++) {
            for (int k = 0; k < perIdentity; k++) {
                pairs.add(pair("id" + i, "id" + i));
                int other = (i + 1 + random.nextInt(identities - 1)) % identities;
                pairs.add(pair("id" + i, "id" + other));
            }
        }
        return pairs;
    }

    /** Scores a pair by minus the difference in brightness; counts the pictures that it encodes. */
    static class Brightness implements Measure {
        private final boolean sidesDiffer;
        private final CodeOrigins origins;
        int encoded;

        Brightness(boolean sidesDiffer) {
            this.sidesDiffer = sidesDiffer;
            MeasureIdentity identity = MeasureIdentity.of("brightness", 1, "sides differ: " + sidesDiffer);
            this.origins = sidesDiffer ? CodeOrigins.ofEachSide(identity) : CodeOrigins.ofBothSides(identity);
        }

        @Override
        public String name() {
            return "brightness";
        }

        @Override
        public MeasureIdentity identity() {
            return origins.measure();
        }

        @Override
        public List<Code> encode(List<Picture> pictures, Side side) {
            encoded += pictures.size();
            int shift = sidesDiffer && side == Side.B ? 100 : 0;
            List<Code> codes = new ArrayList<>();
            for (Picture picture : pictures) {
                codes.add(new Code(origins.of(side), new float[] {(picture.rgb()[0] & 0xff) + shift}, new float[0]));
            }
            return codes;
        }

        @Override
        public double[] compare(List<Code> a, List<Code> b) {
            origins.require(a, b);
            double[] scores = new double[a.size()];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = -Math.abs(a.get(i).embedding()[0] - b.get(i).embedding()[0]);
            }
            return scores;
        }

        @Override
        public boolean sidesDiffer() {
            return sidesDiffer;
        }

        @Override
        public Map<String, PairScoring> readings() {
            PairScoring constant = (a, b) -> new double[a.size()];
            PairScoring reversed = (a, b) -> {
                double[] scores = compare(a, b);
                for (int i = 0; i < scores.length; i++) {
                    scores[i] = -scores[i];
                }
                return scores;
            };
            return Map.of("constant", constant, "reversed", reversed);
        }

        @Override
        public void close() {}
    }
}
