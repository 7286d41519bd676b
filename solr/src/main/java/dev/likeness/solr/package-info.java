/** Galleries in a SolrCloud cluster: {@link dev.likeness.solr.ClusterGallery} answers as a gallery in a folder does. */
@org.jspecify.annotations.NullMarked
package dev.likeness.solr;
