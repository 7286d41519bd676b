/** A Solr cluster on this machine, for tests and measurements: ZooKeeper and Solr nodes, each in a separate process. */
@org.jspecify.annotations.NullMarked
package dev.likeness.solr.node;
