package dev.likeness.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.domain.Domain;
import dev.likeness.domain.GaussianMixture;
import dev.likeness.domain.GaussianMixture.Component;
import dev.likeness.domain.PictureStatistics;
import dev.likeness.models.ModelChoice.Candidate;
import dev.likeness.picture.Picture;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ModelChoiceTest {
    private static final int D = PictureStatistics.NAMES.size();

    /** A domain around pictures with these statistics. */
    private static Domain around(double[] mean, double deviation) {
        double[][] covariance = new double[D][D];
        for (int i = 0; i < D; i++) {
            covariance[i][i] = deviation * deviation;
        }
        return new Domain(
                PictureStatistics.VERSION,
                new GaussianMixture(List.of(Component.of(1, mean, covariance))),
                List.of(),
                0,
                0.01,
                100,
                100,
                "drawn");
    }

    private static final Picture STRIPES = stripes();
    private static final Picture NOISE = noise();

    private static Picture stripes() {
        byte[] rgb = new byte[3 * 64 * 64];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i / 3 % 64 / 8 % 2 == 0 ? 250 : 10);
        }
        return new Picture(64, 64, rgb);
    }

    private static Picture noise() {
        byte[] rgb = new byte[3 * 64 * 64];
        new Random(7).nextBytes(rgb);
        return new Picture(64, 64, rgb);
    }

    private static final Candidate FOR_STRIPES = new Candidate("stripes", around(PictureStatistics.of(STRIPES), 0.05));
    private static final Candidate FOR_NOISE = new Candidate("noise", around(PictureStatistics.of(NOISE), 0.05));

    @Test
    void theModelOfWhoseDomainBothPicturesAreIsChosen() {
        ModelChoice choice = new ModelChoice(List.of(FOR_STRIPES, FOR_NOISE));
        assertThat(choice.of(NOISE, NOISE)).isEqualTo("noise");
        assertThat(choice.of(STRIPES, STRIPES)).isEqualTo("stripes");
    }

    @Test
    void picturesOfDifferentDomainsGetTheFirstModel() {
        assertThat(new ModelChoice(List.of(FOR_STRIPES, FOR_NOISE)).of(STRIPES, NOISE))
                .isEqualTo("stripes");
        assertThat(new ModelChoice(List.of(FOR_NOISE, FOR_STRIPES)).of(STRIPES, NOISE))
                .isEqualTo("noise");
    }

    @Test
    void aModelWithoutStatisticsIsTheFallbackOnly() {
        Candidate without = new Candidate("old", null);
        assertThat(new ModelChoice(List.of(without, FOR_NOISE)).of(NOISE, NOISE))
                .isEqualTo("noise");
        assertThat(new ModelChoice(List.of(without, FOR_NOISE)).of(STRIPES, STRIPES))
                .isEqualTo("old");
        assertThat(new ModelChoice(List.of(FOR_NOISE, without)).of(STRIPES, STRIPES))
                .isEqualTo("noise");
    }

    @Test
    void ofTwoDomainsTheOneInWhichThePicturesAreLikelierIsChosen() {
        Candidate wide = new Candidate("wide", around(PictureStatistics.of(NOISE), 0.2));
        assertThat(new ModelChoice(List.of(wide, FOR_NOISE)).of(NOISE, NOISE)).isEqualTo("noise");
    }

    @Test
    void aDataSetIsJudgedByMostOfItsPictures() {
        ModelChoice choice = new ModelChoice(List.of(FOR_STRIPES, FOR_NOISE));
        double[] noise = PictureStatistics.of(NOISE);
        double[] stripes = PictureStatistics.of(STRIPES);
        assertThat(choice.ofMost(List.of(noise, noise, stripes))).isEqualTo("noise");
        assertThat(choice.ofMost(List.of(noise, stripes))).isEqualTo("stripes");
        assertThat(choice.ofMost(List.of())).isEqualTo("stripes");
    }

    @Test
    void statisticsAreFiniteForEveryPicture() {
        for (Picture picture :
                List.of(STRIPES, NOISE, new Picture(1, 1, new byte[3]), new Picture(700, 1, new byte[2100]))) {
            assertThat(Arrays.stream(PictureStatistics.of(picture))).hasSize(D).allMatch(Double::isFinite);
        }
    }

    @Test
    void bundledModelsAreCandidatesInOrder() {
        assertThat(ModelChoice.bundled().candidates().stream().map(Candidate::name))
                .isEqualTo(Models.chosen());
        assertThat(ModelChoice.bundled().candidates())
                .filteredOn(candidate -> candidate.name().equals("characters"))
                .allMatch(candidate -> candidate.domain() != null);
    }
}
