/** What servers that somebody else has started say about themselves. */
@NullMarked
package io.github.slmsagemaker.local.running;

import org.jspecify.annotations.NullMarked;
