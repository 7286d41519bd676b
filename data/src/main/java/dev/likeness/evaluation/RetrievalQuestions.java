package dev.likeness.evaluation;

import dev.likeness.data.LabelledPicture;
import dev.likeness.error.InputException;
import dev.likeness.measure.Side;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The queries and the candidates of the {@linkplain Retrieval retrieval protocol}.
 *
 * @param queries pictures with a match
 * @param identities the index of the identity of each query
 * @param candidatesByIdentity the candidates of each identity, in order
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RetrievalQuestions(
        List<LabelledPicture> queries,
        List<LabelledPicture> candidates,
        int[] identities,
        Map<String, List<LabelledPicture>> candidatesByIdentity) {
    /** Whether there is a query: a picture with a match, and two or more identities. */
    static boolean arePossible(List<LabelledPicture> pictures) {
        try {
            of(pictures);
            return true;
        } catch (InputException e) {
            return false;
        }
    }

    static RetrievalQuestions of(List<LabelledPicture> pictures) {
        List<LabelledPicture> candidates =
                pictures.stream().filter(picture -> picture.kind() != Side.A).toList();
        Map<String, Integer> counts = new HashMap<>();
        candidates.forEach(picture -> counts.merge(picture.identity(), 1, Integer::sum));
        List<LabelledPicture> queries = pictures.stream()
                .filter(picture -> picture.kind() != Side.B)
                .filter(picture -> counts.getOrDefault(picture.identity(), 0) > (picture.kind() == null ? 1 : 0))
                .toList();
        if (queries.isEmpty() || counts.size() < 2) {
            throw new InputException("retrieval needs pictures with a match, and two or more identities: the data have "
                    + queries.size() + " pictures with a match, and " + counts.size()
                    + " identities; add pictures, one folder per identity");
        }
        Map<String, Integer> index = new HashMap<>();
        int[] identities = queries.stream()
                .mapToInt(query -> index.computeIfAbsent(query.identity(), identity -> index.size()))
                .toArray();
        return new RetrievalQuestions(
                queries,
                candidates,
                identities,
                candidates.stream().collect(Collectors.groupingBy(LabelledPicture::identity)));
    }

    /** The indices of the queries of each identity. */
    List<int[]> queriesByIdentity() {
        return IntStream.range(0, queries.size())
                .boxed()
                .collect(Collectors.groupingBy(q -> identities[q], TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(of -> of.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    /** The candidates of the identity of a query. */
    List<LabelledPicture> candidatesOf(LabelledPicture query) {
        return candidatesByIdentity.getOrDefault(query.identity(), List.of());
    }

    int identityCount() {
        return Arrays.stream(identities).max().orElseThrow() + 1;
    }
}
