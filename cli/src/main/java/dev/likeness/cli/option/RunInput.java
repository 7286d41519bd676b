package dev.likeness.cli.option;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an option or parameter that names a file or folder to read, although its type is not {@link
 * java.nio.file.Path}, such as a model by name or folder. Every {@code Path} that is not a {@link RunOutput} is an
 * input without this mark.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
public @interface RunInput {}
