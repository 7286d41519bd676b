package dev.likeness.data;

import java.util.List;

/**
 * One trial of a one-shot test: which of the N gallery pictures shows the same as the query? (Lake et al. 2015.)
 *
 * @param query the picture to find a match for
 * @param gallery N pictures of N identities
 * @param answer the index of the match in the gallery
 * @param run the name of its run: the trials of one run share their gallery
 */
public record OneShotTrial(LabelledPicture query, List<LabelledPicture> gallery, int answer, String run) {}
