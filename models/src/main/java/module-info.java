/** The bundled models. */
module dev.likeness.models {
    requires static transitive org.jspecify;
    requires transitive dev.likeness.core;

    exports dev.likeness.models;
}
