package dev.likeness.train.tower;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The names that torchvision's {@code resnet18} gives to the parameters of {@link ResNet18Tower}. timm uses the same names.
 *
 * <p>{@code stem} is {@code conv1}, {@code stem_norm} is {@code bn1}; {@code stage2_block1.norm2} is {@code
 * layer2.0.bn2}, because torchvision counts blocks from 0; {@code shortcut} and its norm are {@code downsample.0} and {@code
 * downsample.1}. The last parts ({@code weight}, {@code bias}, {@code running_mean}, {@code running_var}) are the same.
 */
public final class TorchvisionNames {
    private static final Pattern BLOCK = Pattern.compile("stage(\\d+)_block(\\d+)\\.");

    private TorchvisionNames() {}

    /** Theirs for one of ours, named within the tower: {@code layer1.0.conv1.weight} for {@code stage1_block1.conv1.weight}. */
    public static String of(String name) {
        return BLOCK.matcher(name)
                .replaceFirst(TorchvisionNames::layer)
                .replaceFirst("\\bshortcut_norm\\.", "downsample.1.")
                .replaceFirst("\\bshortcut\\.", "downsample.0.")
                .replaceFirst("^stem_norm\\.", "bn1.")
                .replaceFirst("^stem\\.", "conv1.")
                .replaceFirst("\\bnorm(\\d)\\.", "bn$1.");
    }

    private static String layer(MatchResult block) {
        return "layer" + block.group(1) + "." + (Integer.parseInt(block.group(2)) - 1) + ".";
    }

    /**
     * Whether the tower does not use a tensor of such a file: the classifier, and the batch counters, which only norms
     * without a momentum use.
     */
    public static boolean beside(String theirs) {
        return theirs.startsWith("fc.") || theirs.endsWith(".num_batches_tracked");
    }
}
