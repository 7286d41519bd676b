package dev.likeness.data;

import dev.likeness.augment.PhotoViews;
import dev.likeness.picture.Picture;

/**
 * One of the fixed altered views of a photograph. It depends only on the contents of the photograph and on its number, so
 * results on the same photographs are comparable, independent of other files in their folder.
 */
record PhotographView(LabelledPicture.Source photograph, int number) implements LabelledPicture.Source {
    private static final PhotoViews VIEWS = new PhotoViews(1);
    private static final long SEED = 20;

    /** The view with this number, with the labels of its photograph. */
    static LabelledPicture of(LabelledPicture photograph, int number) {
        return new LabelledPicture(
                photograph.name() + "#" + number,
                photograph.identity(),
                photograph.group(),
                new PhotographView(photograph.source(), number));
    }

    @Override
    public Picture read() {
        long contents = photograph.contentKey().hashCode();
        return VIEWS.view(photograph.read(), SeededRandom.of(SEED, contents, number));
    }

    @Override
    public String contentKey() {
        return photograph.contentKey() + "#" + number;
    }
}
