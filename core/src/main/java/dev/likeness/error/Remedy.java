package dev.likeness.error;

import java.util.Arrays;
import java.util.List;

/**
 * What a user can do about a problem, in the terms of the library: the setting to change or the action to take. It
 * names no option, command or environment variable, as the library does not know which program shows the error. The
 * command line, or a web page, has a text for each {@link Action}.
 *
 * @param action what to do
 * @param arguments the values that its text contains, in order; as many as {@link Action#arguments} says
 */
public record Remedy(Action action, List<String> arguments) {
    public Remedy {
        arguments = List.copyOf(arguments);
        if (arguments.size() != action.arguments()) {
            throw new IllegalArgumentException(
                    "the remedy " + action + " has " + arguments.size() + " arguments; it needs " + action.arguments());
        }
    }

    public Remedy(Action action, Object... arguments) {
        this(action, Arrays.stream(arguments).map(String::valueOf).toList());
    }

    /** The remedy as text for users of the library. */
    public String advice() {
        return text(action.advice);
    }

    /** Another text for the same remedy, in which each {@code %s} is replaced by the next argument. */
    public String text(String format) {
        String[] parts = format.split("%s", -1);
        StringBuilder text = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            text.append(arguments.get(i - 1)).append(parts[i]);
        }
        return text.toString();
    }

    /** What can be done, with the library's own text for it. */
    public enum Action {
        RAISE_PICTURE_SIZE("save the picture smaller, or raise the limits for the size of pictures"),
        RAISE_PICTURE_TIME("save the picture again, or raise the time limit for pictures"),
        RAISE_MEMORY("save the picture smaller, or raise the memory limit of Java"),
        SET_TEMPORARY_FOLDER("set the system property java.io.tmpdir to a writable folder"),
        SET_UTF8_LOCALE("start Java in a UTF-8 locale, or rename the file"),

        CHOOSE_MODEL("check the path, or choose a bundled model"),
        TRAIN_MODEL("choose another folder, or train a model to %s"),
        CALIBRATE_MODEL("calibrate the model on more pictures to get others"),
        CALIBRATE_MEASURE("calibrate the measure %s on pictures like those that it will compare, or choose a model"),

        CHOOSE_DATA("check the path of the data, or draw pictures as data"),
        CHOOSE_SPLIT("choose the split to use"),
        ADD_OR_CHOOSE_TEST_SPLIT("add a split 'test', or choose the split to use"),
        ADD_PICTURES_OR_USE_ALL_SPLITS("add pictures, or choose the split to use, such as 'all'"),
        OMIT_SPLIT("do not choose a split"),
        OMIT_LABELS_OR_FORMAT("omit the label expression, or the format"),
        CORRECT_LABELS("correct the label expression"),
        ESCAPE_LABELS("correct the label expression, or write \\ before a character that stands for itself"),
        SIMPLIFY_LABELS("write a simpler label expression, without repetitions inside repetitions"),
        CORRECT_LABELS_OR_LEAVE_OUT("correct the label expression, or leave those files out"),
        CORRECT_ONLY("correct the glob; use * at the start and the end where parts may differ"),
        CORRECT_LEAVE_OUT("correct the glob; use * at the start and the end where parts may differ"),
        CORRECT_SELECTION("correct the globs; use * at the start and the end where parts may differ"),
        OMIT_SELECTION("use the data without globs"),
        ALLOW_UNREADABLE("check the data, then repair or remove these pictures, or allow more unreadable ones"),

        CHOOSE_OUTPUT("choose another output folder"),
        CHOOSE_EMPTY_OUTPUT("choose an empty or new output folder"),
        CHOOSE_OR_REMOVE_OUTPUT("choose another output folder, or remove this one first"),
        RESUME_RUN("resume the run, or choose another output folder"),
        RESUME_UNCHANGED("resume the run with the same settings, or choose another output folder"),
        CONTINUE_STUDY_UNCHANGED("continue the study with the same settings, or choose another output folder"),
        STATE_RUN_AGAIN("remove the record, and resume the run with all its settings"),

        SET_TOWER("choose the tower %s, or omit the weights"),
        SET_COLOUR_INPUT(
                "set the recipe's input.channels to colour: each grey value then counts as red, green and blue"),
        CHOOSE_ONE_START("omit the model or the tower's weights"),
        CHOOSE_START("choose a model to start from, or set the recipe's schedule.frozen to none"),
        KEEP_ENCODER("train with the recipe of that model, without changes to its input, tower, sharing or embedding"),
        CHOOSE_RECIPE("choose a recipe"),
        NAME_RECIPE_FIELD("name a section and a field, such as input.size"),

        OMIT_TEST_PICTURES("do not choose the test pictures by globs"),
        ADD_CONTENDERS("choose several heads, towers, targets or measures"),
        CHOOSE_BASELINE("choose another baseline, or lower the recipe's schedule.learning-rate"),
        FILL_GALLERY("add pictures to it first, or choose another folder"),
        ENCODE_GALLERY_AGAIN("open it with its own model, or encode it again with this one"),

        CHOOSE_PAIR_FIGURE("rank the contenders by auc, eer or fpr95");

        private final String advice;

        Action(String advice) {
            this.advice = advice;
        }

        /** How many values the text contains. */
        public int arguments() {
            return advice.split("%s", -1).length - 1;
        }
    }
}
