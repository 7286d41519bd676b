package dev.likeness.cli.text;

import java.util.List;
import java.util.Optional;

/**
 * A published result on public test data, to print beside the result of a model.
 *
 * @param dataSha256 the hash of the data, as cards record it
 * @param protocol of {@code evaluate} that repeats the published one
 * @param text the figures with their sources
 */
record PublishedResult(String dataSha256, String protocol, String text) {
    private static final List<PublishedResult> ALL = List.of(new PublishedResult(
            "755e37e0f9b670f2ec5b6cad1d29b1dc58e0b9e648370923a243e98ec5ed5450", // Lake's 20 runs
            "one-shot",
            "92.0 % by the convolutional Siamese network of Koch et al. 2015; 58.3 % by their fully connected one"));

    /** The results on these data under a protocol. */
    static Optional<String> on(String dataSha256, String protocol) {
        return ALL.stream()
                .filter(known -> known.dataSha256.equals(dataSha256) && known.protocol.equals(protocol))
                .map(PublishedResult::text)
                .findFirst();
    }

    /** Whether these data are an official test; cards of earlier versions do not say it. */
    static boolean isOfficial(String dataSha256) {
        return ALL.stream().anyMatch(known -> known.dataSha256.equals(dataSha256));
    }
}
