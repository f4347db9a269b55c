/**
 * The page that a person may talk to the model with: its files, which a browser gets without a key.
 *
 * <p>Owns what the files say and under which headers they go out. Does not own who may ask for
 * them: that is the front door's. The files use nothing but the API. May call {@code http}.
 */
@NullMarked
package io.github.slmsagemaker.local.page;

import org.jspecify.annotations.NullMarked;
