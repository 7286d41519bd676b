package dev.likeness.train;

import dev.likeness.error.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number of steps of a run, and how it changed during the run. A run by minutes changes it if the machine becomes faster or
 * slower. Everything that depends on the length of the run depends on this plan and the step only, so the same plan repeats the
 * same run.
 *
 * <p>As text: {@code 1200}, or with changes {@code 1200,1100@300}, which is 1,200 steps at first, and 1,100 from step 300 on.
 *
 * @param changes in order; the first one is the number of steps at the start; empty if it is not known yet
 */
public record StepPlan(List<Change> changes) {
    /** A plan whose number of steps is not known yet. */
    public static final StepPlan UNKNOWN = new StepPlan(List.of());

    /** For steps without an end, such as those of a measurement: what depends on the length stays as at the start. */
    static final StepPlan ENDLESS = of(Long.MAX_VALUE);

    private static final Pattern CHANGE = Pattern.compile("(\\d{1,18})@(\\d{1,18})");

    /** Keeps rounding from delaying a part of the run that is due. */
    private static final double ROUNDING = 1e-9;

    /**
     * A new number of steps.
     *
     * @param at the last step under the previous number; 0 for the first one
     * @param steps of the whole run, above {@code at}
     */
    public record Change(long at, long steps) {
        public Change {
            if (at < 0 || steps <= at) {
                throw new InputException("the length of training is " + steps + " steps from step " + at
                        + " on; give more steps than are done by then");
            }
        }
    }

    public StepPlan {
        changes = List.copyOf(changes);
        for (int i = 0; i < changes.size(); i++) {
            long at = changes.get(i).at();
            long after = i == 0 ? 0 : changes.get(i - 1).at() + 1;
            long before = i == 0 ? 0 : changes.get(i - 1).steps() - 1;
            if (at < after || at > before) {
                throw new InputException(
                        "a plan of training changes at step " + at + "; allowed: " + after + " to " + before);
            }
        }
    }

    /** A plan without changes. */
    public static StepPlan of(long steps) {
        return new StepPlan(List.of(new Change(0, steps)));
    }

    /**
     * Reads the text form.
     *
     * @throws InputException if it is not a plan
     */
    public static StepPlan parse(String text) {
        List<Change> changes = new ArrayList<>();
        String[] parts = text.split(",", -1);
        for (int i = 0; i < parts.length; i++) {
            Matcher matcher = CHANGE.matcher(i == 0 ? parts[i] + "@0" : parts[i]);
            if (!matcher.matches()) {
                throw new InputException("the number of steps is '" + text
                        + "'; give a whole number, such as 1200, or the plan of an earlier run, such as 1200,1100@300");
            }
            changes.add(new Change(Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(1))));
        }
        return new StepPlan(changes);
    }

    /** Whether the number of steps is known. */
    public boolean known() {
        return !changes.isEmpty();
    }

    /** The number of steps of the whole run, by the last change; 0 if it is not known yet. */
    public long steps() {
        return known() ? changes.get(changes.size() - 1).steps() : 0;
    }

    /** This plan with another number of steps after step {@code at}. */
    StepPlan changed(long at, long steps) {
        List<Change> more = new ArrayList<>(changes);
        more.add(new Change(known() ? at : 0, steps));
        return new StepPlan(more);
    }

    /**
     * How far the run is at a step: from 0 at step {@code from} to 1 at its end. A change of the number of steps changes how
     * fast it rises afterwards, and nothing before.
     *
     * @param from not after the first change
     */
    double share(long step, long from) {
        double share = 0;
        long since = from;
        for (int i = 0; i < changes.size(); i++) {
            long until =
                    i + 1 < changes.size() ? Math.min(step, changes.get(i + 1).at()) : step;
            until = Math.max(until, since);
            share += (1 - share) * (until - since) / Math.max(1, changes.get(i).steps() - since);
            since = until;
            if (until == step) {
                break;
            }
        }
        return share;
    }

    /**
     * Whether a part of the run ends with this step, if the run has parts of equal length.
     *
     * @param parts 1 or more
     */
    boolean endsPart(long step, long parts) {
        return partsDone(step, parts) > partsDone(step - 1, parts);
    }

    private long partsDone(long step, long parts) {
        if (changes.size() == 1 || step <= changes.get(1).at()) {
            return step * parts / changes.get(0).steps();
        }
        return (long) Math.floor(share(step, 0) * parts + ROUNDING);
    }

    /** The text form. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Change change : changes) {
            text.append(text.isEmpty() ? "" : ",").append(change.steps());
            text.append(change.at() == 0 ? "" : "@" + change.at());
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return text();
    }
}
