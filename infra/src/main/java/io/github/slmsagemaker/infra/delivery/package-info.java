/**
 * The IAM role by which GitHub's workflow deploys, as a small stack of its own.
 *
 * <p>Owns who may assume that role and what it may do. Does not own the deployment. May call {@code
 * deployment.reader}, {@code infra} and the CDK.
 */
@NullMarked
package io.github.slmsagemaker.infra.delivery;

import org.jspecify.annotations.NullMarked;
