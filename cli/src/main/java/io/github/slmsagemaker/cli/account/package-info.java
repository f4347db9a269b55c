/**
 * An AWS account as the commands ask about it: who is asking, what is deployed, what is allowed.
 *
 * <p>Owns the AWS SDK's clients of the command line, their errors as sentences, and that every call
 * ends. Does not own what an answer means (see {@code cli.doctor}). Changes nothing but by {@link
 * io.github.slmsagemaker.cli.account.Account#deleteStack}. May call {@code core.chat}, {@code
 * core.deployment}, {@code core.engine}, {@code core.failure}, {@code deployment}, {@code
 * deployment.engine}, {@code http.proxy}, {@code invoker.sagemaker}, Jackson and the AWS SDK.
 */
@NullMarked
package io.github.slmsagemaker.cli.account;

import org.jspecify.annotations.NullMarked;
