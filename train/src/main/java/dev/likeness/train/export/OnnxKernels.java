package dev.likeness.train.export;

import dev.likeness.train.network.Conv;
import java.util.Arrays;

/** The kernels of convolutions as constants of a graph, in the forms that operations of a graph read. Each gives the constant's name. */
final class OnnxKernels {
    private final OnnxFeatures.Trace trace;

    OnnxKernels(OnnxFeatures.Trace trace) {
        this.trace = trace;
    }

    /** The kernel of a convolution, or the slice of it that a part of one uses: {@code [O,I,k,k] -> [outputs,inputs,k,k]}. */
    String of(Conv layer) {
        if (layer.whole()) {
            return trace.parameter(layer.weight());
        }
        String slice = "_from_" + layer.outputs().from() + "_" + layer.inputs().from();
        return constant(layer, slice, numbers(layer), layer.outputs().length());
    }

    /** Half of each number. */
    String half(Conv layer) {
        float[] half = numbers(layer);
        for (int i = 0; i < half.length; i++) {
            half[i] *= 0.5f;
        }
        return constant(layer, "_half", half, layer.outputs().length());
    }

    /** The kernels of both halves of the inputs under each other: {@code [O,2C,k,k] -> [2O,C,k,k]}. */
    String halves(Conv layer) {
        int half = layer.inputs().length() / 2;
        float[] first = numbers(layer.inputs(0, half));
        float[] second = numbers(layer.inputs(half, 2 * half));
        float[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return constant(layer, "_halves", both, 2 * layer.outputChannels());
    }

    private String constant(Conv layer, String form, float[] numbers, int outputs) {
        int k = layer.kernel();
        int inputs = numbers.length / (outputs * k * k);
        return trace.graph().floats(layer.weight().name() + form, numbers, outputs, inputs, k, k);
    }

    private float[] numbers(Conv part) {
        int all = part.weight().shape().get(1);
        int cells = part.kernel() * part.kernel();
        int stretch = part.inputs().length() * cells;
        float[] whole = trace.numbers(part.weight());
        float[] numbers = new float[part.outputs().length() * stretch];
        for (int o = 0; o < part.outputs().length(); o++) {
            int source = ((part.outputs().from() + o) * all + part.inputs().from()) * cells;
            System.arraycopy(whole, source, numbers, o * stretch, stretch);
        }
        return numbers;
    }
}
