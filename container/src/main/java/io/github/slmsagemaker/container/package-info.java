/**
 * The files that the image of the serverless lane is built from.
 *
 * <p>Owns the Dockerfile, the entrypoints, what runs while the image is built, and their list. Does
 * not build (see {@code infra}). May call Jackson.
 */
@NullMarked
package io.github.slmsagemaker.container;

import org.jspecify.annotations.NullMarked;
