package dev.likeness.data;

import dev.likeness.augment.PhotoViews;
import dev.likeness.picture.Picture;

/**
 * One of the altered views that stand beside a photograph for good. It depends on the photograph's contents and its own
 * number alone, so results on the same photographs can be compared, whatever else lies in their folder.
 */
record PhotographView(LabelledPicture.Source photograph, int number) implements LabelledPicture.Source {
    private static final PhotoViews VIEWS = new PhotoViews(1);
    private static final long SEED = 20;

    /** The view of this number, labelled as its photograph is. */
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
