/** What the server answers: one file per endpoint, and the models and galleries behind them. */
@NullMarked
package dev.likeness.server.endpoint;

import org.jspecify.annotations.NullMarked;
