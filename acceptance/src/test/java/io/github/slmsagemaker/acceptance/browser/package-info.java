/**
 * The page of {@code slm local} in a real browser.
 *
 * <p>Owns the browser and what a person does in it. Does not own what the model says: the stage
 * does. May call {@code acceptance.stage}, {@code local} and the fakes of {@code testkit}.
 */
@NullMarked
package io.github.slmsagemaker.acceptance.browser;

import org.jspecify.annotations.NullMarked;
