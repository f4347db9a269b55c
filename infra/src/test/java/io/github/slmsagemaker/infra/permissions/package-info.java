/**
 * The roles of the stack, by the eyes of somebody else's evaluation of IAM: what calls they need,
 * and that they allow these and no others.
 */
@NullMarked
package io.github.slmsagemaker.infra.permissions;

import org.jspecify.annotations.NullMarked;
