package dev.likeness.synthesis;

import dev.likeness.error.InputException;
import dev.likeness.picture.Picture;
import dev.likeness.registry.UnknownName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The styles of {@link DrawnPictures}. A style is one file and one constant here. */
public enum DrawingStyle {
    /** Invented characters in black pen strokes on white, each drawn by several writers. */
    STROKES {
        @Override
        Picture draw(Subject subject) {
            return Strokes.draw(subject);
        }
    },
    /** Arrangements of coloured, textured shapes from varying viewpoints in varying light. */
    SHAPES {
        @Override
        Picture draw(Subject subject) {
            return Shapes.draw(subject);
        }
    };

    /** The name by which users request it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The labels of all styles. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(DrawingStyle::label).toList();
    }

    /**
     * The style with a label.
     *
     * @throws InputException if there is none
     */
    public static DrawingStyle byLabel(String label) {
        return Arrays.stream(values())
                .filter(style -> style.label().equals(label))
                .findFirst()
                .orElseThrow(() -> UnknownName.of("drawing style", label, labels()));
    }

    abstract Picture draw(Subject subject);

    /**
     * One picture to draw; the drawing depends on nothing else.
     *
     * @param size the side of the picture in pixels
     * @param group identities of one group have common features
     * @param identity the number of the identity among all, from 0
     * @param hand the number of the view or the writer, from 0; a writer has one style within a group
     */
    record Subject(int size, long seed, int group, int identity, int hand) {}
}
