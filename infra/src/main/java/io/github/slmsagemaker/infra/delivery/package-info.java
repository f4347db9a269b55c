/**
 * The IAM role by which GitHub's workflow deploys, as a small stack of its own.
 *
 * <p>Owns who may assume that role and what it may do. Does not own the deployment. May call the
 * CDK and {@code infra}; only {@link io.github.slmsagemaker.infra.delivery.GithubAccessApp} reads
 * the environment.
 */
@NullMarked
package io.github.slmsagemaker.infra.delivery;

import org.jspecify.annotations.NullMarked;
