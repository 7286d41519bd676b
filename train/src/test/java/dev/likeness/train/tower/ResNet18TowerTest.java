package dev.likeness.train.tower;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.train.network.Parameter;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ResNet18TowerTest extends TowerContract {
    @Override
    String name() {
        return "resnet18";
    }

    @Override
    int stride(TowerSettings settings) {
        return 4 * super.stride(settings); // the 7x7 and the max pooling
    }

    @Override
    long multiplyAdds(TowerSettings settings, int height, int width) {
        height = down(height, 2);
        width = down(width, 2);
        long stem = 49L * settings.inputs() * settings.widths().get(0) * height * width;
        return stem + blockMultiplyAdds(settings, 0, down(height, 2), down(width, 2));
    }

    @Override
    long parameters(TowerSettings settings) {
        long v = settings.widths().get(0);
        return 49 * v * settings.inputs() + 2 * v + blocks(settings, 0);
    }

    private static TowerSettings itsOwn() {
        TowerFactory factory = Towers.named("resnet18");
        return new TowerSettings(3, factory.widths(), factory.strides(), factory.blocks());
    }

    /** torchvision's 11,689,512 minus the 512 x 1000 + 1000 of its classifier. */
    @Test
    void hasTheSizeOfResNet18() {
        assertThat(trained(itsOwn())).isEqualTo(11_176_512).isEqualTo(11_689_512 - 513_000);
    }

    /** The list is the state dict of torchvision 0.28's resnet18 without fc, as Python prints it. */
    @Test
    void hasTheTensorsOfTorchvision() throws Exception {
        List<String> theirs;
        try (InputStream list = getClass().getResourceAsStream("torchvision-resnet18.txt")) {
            theirs = new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        assertThat(theirs).hasSize(120);
        List<String> counters = theirs.stream()
                .filter(line -> TorchvisionNames.beside(line.substring(0, line.indexOf(' '))))
                .toList();
        assertThat(counters).hasSize(20).allMatch(line -> line.endsWith(".num_batches_tracked []"));

        List<String> ours = new ArrayList<>(counters);
        for (Parameter parameter : made(itsOwn())) {
            ours.add(TorchvisionNames.of(parameter.name()) + " " + parameter.shape());
        }

        assertThat(ours).containsExactlyInAnyOrderElementsOf(theirs);
        assertThat(TorchvisionNames.beside("fc.weight")).isTrue();
    }
}
