package dev.likeness.train.head;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.train.engine.Torch;
import dev.likeness.train.engine.TorchFeatures;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The contract of heads that split a convolution over both pictures into one part for each picture. */
abstract class ConvolvedHeadContract extends HeadContract {
    /** One order of the pictures in the usual form, on the concatenated or interleaved channels. */
    abstract TorchFeatures plain(TorchFeatures a, TorchFeatures b);

    /**
     * The prepared form averages both orders before the last, linear layer, so it equals the mean of the two plain maps.
     */
    @Test
    void equalsThePlainConvolutionOverBothPictures() {
        TorchFeatures a = features(4, 5, 6);
        TorchFeatures b = features(4, 5, 6);
        float[] ab = Torch.read(plain(a, b).value());
        float[] ba = Torch.read(plain(b, a).value());

        float[] prepared = map(a, b);

        for (int i = 0; i < prepared.length; i++) {
            float plain = (ab[i] + ba[i]) / 2;
            assertThat(prepared[i]).isCloseTo(plain, Offset.offset(1e-5f * Math.max(1, Math.abs(plain))));
        }
    }
}
