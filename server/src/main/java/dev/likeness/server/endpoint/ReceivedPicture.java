package dev.likeness.server.endpoint;

import dev.likeness.domain.PictureStatistics;
import dev.likeness.error.InputException;
import dev.likeness.error.Remedy;
import dev.likeness.picture.Picture;
import dev.likeness.picture.PictureLimits;
import dev.likeness.server.request.Form;
import dev.likeness.server.request.Problem;
import dev.likeness.server.request.Problem.Kind;

/**
 * A picture of a request.
 *
 * @param field that contained it
 * @param statistics by which models recognise their domain
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
record ReceivedPicture(String field, Picture picture, double[] statistics) {
    /**
     * Decodes a picture, after the size in its header was checked.
     *
     * @throws Problem if the field is missing, or is not a picture within the limits
     */
    static ReceivedPicture of(Form form, String field, PictureLimits limits) {
        try {
            Picture picture = Picture.read(form.file(field), "the picture in the field '" + field + "'", limits);
            return new ReceivedPicture(field, picture, PictureStatistics.of(picture));
        } catch (InputException e) {
            throw refused(e);
        }
    }

    private static Problem refused(InputException e) {
        Remedy.Action action = e.remedy().map(Remedy::action).orElse(null);
        boolean large = action == Remedy.Action.RAISE_PICTURE_SIZE || action == Remedy.Action.RAISE_MEMORY;
        String advice = large
                ? "send a smaller one"
                : action == Remedy.Action.RAISE_PICTURE_TIME
                        ? "save it again, or send a smaller one"
                        : "send a PNG, JPEG, WebP, GIF, BMP, TIFF or PNM file";
        return new Problem(large ? Kind.TOO_LARGE : Kind.UNPROCESSABLE, e.messageWith(advice));
    }
}
