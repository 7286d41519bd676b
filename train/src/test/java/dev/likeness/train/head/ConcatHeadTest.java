package dev.likeness.train.head;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.train.engine.Torch;
import dev.likeness.train.engine.TorchFeatures;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ConcatHeadTest extends HeadContract {
    @Override
    String name() {
        return "concat";
    }

    /** One convolution over the really concatenated channels, both orders averaged, against the two halves. */
    @Test
    void equalsThePlainConvolutionOverTheConcatenation() {
        ConcatHead concat = (ConcatHead) head;
        TorchFeatures a = features(4, 5, 6);
        TorchFeatures b = features(4, 5, 6);
        float[] ab = Torch.read(((TorchFeatures) concat.plain(a, b)).value());
        float[] ba = Torch.read(((TorchFeatures) concat.plain(b, a)).value());

        float[] prepared = map(a, b);

        for (int i = 0; i < prepared.length; i++) {
            float plain = (ab[i] + ba[i]) / 2;
            assertThat(prepared[i]).isCloseTo(plain, Offset.offset(1e-5f * Math.max(1, Math.abs(plain))));
        }
    }
}
