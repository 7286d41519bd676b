/** An application of its own, for processes that tests start. */
@NullMarked
package org.example.heif;

import org.jspecify.annotations.NullMarked;
