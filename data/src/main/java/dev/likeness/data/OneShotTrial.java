package dev.likeness.data;

import java.util.List;

/**
 * One question of a one-shot test: which of the N gallery pictures shows what the query shows? (Lake et al. 2015.)
 *
 * @param query the picture asked about
 * @param gallery N pictures of N identities
 * @param answer the index in the gallery of the one that matches
 * @param run the name of the draw that this trial belongs to: the trials of one run share their gallery
 */
public record OneShotTrial(LabelledPicture query, List<LabelledPicture> gallery, int answer, String run) {}
