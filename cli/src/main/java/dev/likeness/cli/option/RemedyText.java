package dev.likeness.cli.option;

import dev.likeness.error.InputException;
import dev.likeness.error.Remedy;

/** Errors in the words of the command line: each remedy as the option, command or environment variable to use. */
public final class RemedyText {
    private RemedyText() {}

    /**
     * The message of an error with the remedy in the words of the command line. Where the message quotes that of a cause,
     * the remedy of the cause is replaced as well.
     */
    public static String message(InputException error) {
        String message =
                error.remedy().map(remedy -> error.messageWith(of(remedy))).orElseGet(error::problem);
        for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof InputException quoted && quoted.remedy().isPresent()) {
                message = message.replace(
                        quoted.messageWith(quoted.remedy().get().advice()),
                        quoted.messageWith(of(quoted.remedy().get())));
            }
        }
        return message;
    }

    /** A remedy in the words of the command line. */
    public static String of(Remedy remedy) {
        return remedy.text(format(remedy.action()));
    }

    /** The one table of these words; the compiler requires a line for every action. */
    public static String format(Remedy.Action action) {
        return switch (action) {
            case RAISE_PICTURE_SIZE -> "save it smaller, or raise LIKENESS_PICTURE_MEGAPIXELS or LIKENESS_PICTURE_SIDE";
            case RAISE_PICTURE_TIME -> "save it again, or raise LIKENESS_PICTURE_SECONDS";
            case RAISE_MEMORY -> "save it smaller, or give Java more memory, such as with LIKENESS_JAVA_OPTS=-Xmx4g";
            case SET_TEMPORARY_FOLDER -> "choose another, such as with LIKENESS_JAVA_OPTS=-Djava.io.tmpdir=DIR";
            case SET_UTF8_LOCALE ->
                "set a UTF-8 locale, such as LC_ALL=C.UTF-8, or use the launcher ./likeness, or rename the file";
            case CHOOSE_MODEL -> "check the path; 'likeness models list' shows the bundled models";
            case TRAIN_MODEL ->
                "choose another folder or a bundled model ('likeness models list'), or train one with 'likeness train DATA"
                        + " --out %s'";
            case CALIBRATE_MODEL -> "to get others, calibrate it on more pictures with 'likeness models calibrate'";
            case CALIBRATE_MEASURE ->
                "calibrate it on pictures of your own with 'likeness models calibrate DATA --measure %s --out FILE.json', and"
                        + " add --calibration FILE.json here";
            case CHOOSE_DATA -> "check the path of the data, or draw some with 'likeness data draw --out DIR'";
            case CHOOSE_SPLIT -> "choose one of these with --split";
            case ADD_OR_CHOOSE_TEST_SPLIT -> "add a split 'test', or choose one with --split";
            case ADD_PICTURES_OR_USE_ALL_SPLITS -> "add pictures, or choose what to use, such as with --split all";
            case OMIT_SPLIT -> "omit --split";
            case OMIT_LABELS_OR_FORMAT -> "omit --labels or --format";
            case CORRECT_LABELS -> "correct --labels";
            case ESCAPE_LABELS -> "correct --labels, or write \\ before a character that stands for itself";
            case SIMPLIFY_LABELS -> "give --labels a simpler expression, without repetitions inside repetitions";
            case CORRECT_LABELS_OR_LEAVE_OUT -> "correct --labels, or leave those files out with --leave-out";
            case CORRECT_ONLY -> "correct --only; use * at the start and the end where parts may differ";
            case CORRECT_LEAVE_OUT -> "correct --leave-out; use * at the start and the end where parts may differ";
            case CORRECT_SELECTION ->
                "correct --only or --leave-out; use * at the start and the end where parts may differ";
            case OMIT_SELECTION -> "omit --only and --leave-out";
            case ALLOW_UNREADABLE ->
                "'likeness data check DATA' lists all; repair or remove them, or allow more with --unreadable";
            case CHOOSE_OUTPUT -> "choose another --out";
            case CHOOSE_EMPTY_OUTPUT -> "choose an empty or new folder for --out";
            case CHOOSE_OR_REMOVE_OUTPUT -> "choose another --out, or remove it first";
            case RESUME_RUN -> "add --resume to continue it, or choose another --out";
            case RESUME_UNCHANGED -> "resume it with the same settings, or choose another --out";
            case CONTINUE_STUDY_UNCHANGED -> "continue it with the same settings, or choose another --out";
            case STATE_RUN_AGAIN -> "remove it, and give --resume all options of the run";
            case SET_TOWER -> "add --tower %s, or omit --tower-weights";
            case SET_COLOUR_INPUT ->
                "add --set input.channels=colour: each grey value then counts as red, green and blue";
            case CHOOSE_ONE_START -> "omit --from or --tower-weights";
            case CHOOSE_START -> "add --from MODEL, or --set schedule.frozen=none";
            case KEEP_ENCODER ->
                "train with its own recipe: omit the options that change its input, tower, sharing or embedding";
            case CHOOSE_RECIPE -> "choose one with --recipe";
            case NAME_RECIPE_FIELD ->
                "name a section and a field, such as --set input.size=64; 'likeness train --print-recipe' shows all";
            case OMIT_TEST_PICTURES -> "omit --test";
            case ADD_CONTENDERS -> "choose several heads, towers, targets or measures, such as --heads concat,nearest";
            case CHOOSE_BASELINE -> "choose another with --baseline, or lower schedule.learning-rate with --set";
            case FILL_GALLERY -> "add pictures first with 'likeness gallery add DIR', or choose another with --gallery";
            case ENCODE_GALLERY_AGAIN ->
                "omit --model to use the gallery's own, or encode all pictures again with 'likeness gallery re-encode --model MODEL'";
            case CHOOSE_PAIR_FIGURE -> "choose --figure auc, eer or fpr95";
        };
    }
}
