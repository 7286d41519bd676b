/** A Solr cluster on this machine, for tests and measurements: ZooKeeper and Solr nodes, each in a process of its own. */
@org.jspecify.annotations.NullMarked
package dev.likeness.solr.node;
