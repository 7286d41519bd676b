package dev.likeness.measure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The origins of a measure's codes: one for both sides, or one for each. A measure marks the codes it makes with
 * {@link #of} and checks the codes it is given with {@link #require}.
 *
 * <p>The check compares references first, so it is almost free for codes that this object marked. Immutable.
 */
public final class CodeOrigins {
    private final CodeOrigin ofA;
    private final CodeOrigin ofB;

    private CodeOrigins(CodeOrigin ofA, CodeOrigin ofB) {
        this.ofA = ofA;
        this.ofB = ofB;
    }

    /** For a measure whose codes serve both sides, and hold floats. */
    public static CodeOrigins ofBothSides(MeasureIdentity measure) {
        return ofBothSides(measure, CodeFormat.FLOAT);
    }

    /** For a measure whose codes serve both sides. */
    public static CodeOrigins ofBothSides(MeasureIdentity measure, CodeFormat format) {
        CodeOrigin both = new CodeOrigin(measure, null, format);
        return new CodeOrigins(both, both);
    }

    /** For a measure whose {@linkplain Measure#sidesDiffer sides differ}, and whose codes hold floats. */
    public static CodeOrigins ofEachSide(MeasureIdentity measure) {
        return ofEachSide(measure, CodeFormat.FLOAT);
    }

    /** For a measure whose {@linkplain Measure#sidesDiffer sides differ}. */
    public static CodeOrigins ofEachSide(MeasureIdentity measure, CodeFormat format) {
        return new CodeOrigins(new CodeOrigin(measure, Side.A, format), new CodeOrigin(measure, Side.B, format));
    }

    /** The measure. */
    public MeasureIdentity measure() {
        return ofA.measure();
    }

    /** The origin of codes that the measure makes for one side. */
    public CodeOrigin of(Side side) {
        return side == Side.A ? ofA : ofB;
    }

    /** The code of one picture, with its numbers in the stored form; {@code embedding} and {@code prepared} are finite. */
    public Code code(Side side, float[] embedding, float[] prepared) {
        CodeOrigin origin = of(side);
        CodeFormat format = origin.format();
        return new Code(
                origin, format.embedding().stored(embedding), format.prepared().stored(prepared));
    }

    /**
     * Checks codes that are to be compared, {@code a.get(i)} with {@code b.get(i)} for every i.
     *
     * @throws IllegalArgumentException if the lists differ in length, another measure made a code, or a code is on the
     *     wrong side
     */
    public void require(List<Code> a, List<Code> b) {
        if (a.size() != b.size()) {
            throw new IllegalArgumentException(
                    a.size() + " codes cannot be paired with " + b.size() + "; both lists must have the same length");
        }
        for (int i = 0; i < a.size(); i++) {
            require(a.get(i), b.get(i));
        }
    }

    /**
     * Checks codes of one side.
     *
     * @throws IllegalArgumentException if another measure made one of them, or one is on the other side
     */
    public void require(List<Code> codes, Side side) {
        codes.forEach(code -> require(code.origin(), of(side), side));
    }

    /**
     * Checks two codes that are to be compared.
     *
     * @throws IllegalArgumentException if another measure made one of them, or one is on the wrong side
     */
    public void require(Code a, Code b) {
        require(a.origin(), ofA, Side.A);
        require(b.origin(), ofB, Side.B);
    }

    private void require(CodeOrigin found, CodeOrigin wanted, Side place) {
        if (found == wanted) {
            return;
        }
        measure().require(found.measure());
        if (found.side() != wanted.side()) {
            throw new IllegalArgumentException("the code for side " + place + " was encoded for "
                    + described(found.side()) + ", and " + measure() + " needs one for " + described(wanted.side())
                    + " there; encode the picture for that side");
        }
    }

    private static String described(@Nullable Side side) {
        return side == null ? "both sides" : "side " + side;
    }
}
