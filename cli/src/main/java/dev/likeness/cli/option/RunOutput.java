package dev.likeness.cli.option;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks an option that names a file or folder to write. {@link RunFiles} refuses it if it overlaps an input. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface RunOutput {
    /** Whether the file is a picture, which may replace an older one. Anything else never replaces a picture. */
    boolean picture() default false;

    /** What is written beside it; refused in the same way. */
    Companion beside() default Companion.NONE;
}
