/**
 * The engine's image: a published one, one of the user's, or one that CodeBuild makes.
 *
 * <p>Owns the build, its provider function and its permissions. Does not own the Dockerfile (see
 * {@code container}). May call {@code container}, {@code core.catalogue}, {@code deployment},
 * {@code deployment.engine}, {@code infra.constructs} and the CDK.
 */
@NullMarked
package io.github.slmsagemaker.infra.constructs.image;

import org.jspecify.annotations.NullMarked;
