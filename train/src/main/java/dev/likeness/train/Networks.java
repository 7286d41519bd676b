package dev.likeness.train;

import dev.likeness.train.head.HeadSettings;
import dev.likeness.train.head.Heads;
import dev.likeness.train.network.Embedding;
import dev.likeness.train.network.Head;
import dev.likeness.train.network.Layers;
import dev.likeness.train.network.Network;
import dev.likeness.train.network.Norm;
import dev.likeness.train.network.Tower;
import dev.likeness.train.recipe.Recipe.Design;
import dev.likeness.train.tower.TowerSettings;
import dev.likeness.train.tower.Towers;

/** From the words of a recipe to a network. */
public final class Networks {
    private Networks() {}

    /** @param channels 1 for grey pictures, 3 for colour */
    public static Network build(Design design, int channels) {
        Layers layers = new Layers();
        Towers.Kind kind = Towers.named(design.tower());
        TowerSettings size = new TowerSettings(
                channels,
                design.widths().isEmpty() ? kind.widths() : design.widths(),
                design.strides().isEmpty() ? kind.strides() : design.strides(),
                design.blocks() == 0 ? kind.blocks() : design.blocks());
        Norm pixels = layers.norm("pixels", channels);
        Tower tower = kind.maker().apply(layers.within("tower"), size);
        Embedding embedding = new Embedding(layers.within("embedding"), tower.channels(), design.embedding());
        HeadSettings headSize = new HeadSettings(tower.channels(), design.headWidth());
        Head head = Heads.build(design.head(), layers.within("head"), headSize);
        return new Network(pixels, tower, embedding, head, layers.parameters());
    }
}
