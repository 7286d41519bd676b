/** An application for the processes that tests start. */
@NullMarked
package org.example.heif;

import org.jspecify.annotations.NullMarked;
