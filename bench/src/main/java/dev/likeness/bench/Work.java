package dev.likeness.bench;

import java.util.List;

/**
 * Something that both sides do.
 *
 * @param name as {@link Row#works} names it
 * @param ours our side
 * @param peers the settings of the other side
 * @param cost of one operation
 */
record Work(String name, Side ours, List<Side> peers, Cost cost) {
    Work {
        peers = List.copyOf(peers);
    }

    /**
     * What one operation costs at least.
     *
     * @param flops floating-point operations, 0 if they are not counted
     * @param bytes that have to be read from memory, 0 if they are not counted
     */
    record Cost(double flops, double bytes) {
        static final Cost UNKNOWN = new Cost(0, 0);
    }
}
