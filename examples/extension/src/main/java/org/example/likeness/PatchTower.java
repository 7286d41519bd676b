package org.example.likeness;

import dev.likeness.train.network.Conv;
import dev.likeness.train.network.Features;
import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Norm;
import dev.likeness.train.network.Tower;
import dev.likeness.train.tower.TowerSettings;

/**
 * One convolution over overlapping patches, then a 1x1: about the smallest possible tower.
 *
 * <p>Parameters, of c inputs and widths U, C: {@code 25 c U + U C + 2 U + 2 C}.
 */
final class PatchTower implements Tower {
    private final Conv patches;
    private final Norm patchNorm;
    private final Conv mix;
    private final Norm norm;

    PatchTower(Layers layers, TowerSettings settings) {
        int first = settings.widths().get(0);
        int second = settings.widths().get(1);
        patches = layers.conv(
                "patches", settings.inputs(), first, 5, settings.strides().get(0));
        patchNorm = layers.norm("patch_norm", first);
        mix = layers.conv("mix", first, second, 1, settings.strides().get(1));
        norm = layers.norm("norm", second);
    }

    @Override
    public <F extends Features<F>> F forward(F x) { //     [N,c,H,W]
        x = x.conv(patches).norm(patchNorm).relu(); //     [N,widths 0,H/stride,W/stride]
        return x.conv(mix).norm(norm).relu(); //           [N,widths 1,H/stride,W/stride]
    }

    @Override
    public int channels() {
        return norm.channels();
    }
}
