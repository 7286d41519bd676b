/** Data sets and their formats, splits, drawn pictures, and the evaluation of measures. */
@SuppressWarnings("module") // the modules named by the qualified exports are compiled after this one
module dev.likeness.data {
    requires static transitive org.jspecify;
    requires transitive dev.likeness.core;
    requires de.siegmar.fastcsv;
    requires org.apache.commons.statistics.distribution;
    requires org.slf4j;

    exports dev.likeness.data;
    exports dev.likeness.data.format;
    exports dev.likeness.evaluation;
    exports dev.likeness.synthesis;
    exports dev.likeness.augment to
            dev.likeness.train,
            dev.likeness.study,
            dev.likeness.cli;
    exports dev.likeness.geometry to
            dev.likeness.train,
            dev.likeness.study,
            dev.likeness.cli;
}
