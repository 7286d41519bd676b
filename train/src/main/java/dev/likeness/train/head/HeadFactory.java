package dev.likeness.train.head;

import dev.likeness.train.network.Head;
import dev.likeness.train.network.Layers;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Builds one kind of head.
 *
 * @param maker usually the constructor of the head
 * @param sizes the settings that change this kind of head; a recipe that sets another one is refused
 */
public record HeadFactory(BiFunction<Layers, HeadSettings, Head> maker, List<Size> sizes) {
    /** A setting of a head's size that a recipe may choose. */
    public enum Size {
        /** {@link HeadSettings#width}. */
        WIDTH,
        /** {@link HeadSettings#groups}. */
        GROUPS,
        /** {@link HeadSettings#window}. */
        WINDOW
    }

    public HeadFactory {
        sizes = List.copyOf(sizes);
    }

    public HeadFactory(BiFunction<Layers, HeadSettings, Head> maker, Size... sizes) {
        this(maker, List.of(sizes));
    }
}
