/** What a study has found out, as plain data: what {@code study.json} holds and reports are made of. */
@NullMarked
package dev.likeness.study.outcome;

import org.jspecify.annotations.NullMarked;
