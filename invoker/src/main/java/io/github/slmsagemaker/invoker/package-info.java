/**
 * What runs in Lambda: an ordinary HTTP server that speaks OpenAI's API and asks SageMaker.
 *
 * <p>Owns the process: its settings, its wiring and its end. Does not own routes ({@code api}),
 * what is done to answer a request ({@code answer}), HTTP ({@code http}) or AWS ({@code
 * sagemaker}). Only {@link io.github.slmsagemaker.invoker.Invoker#main} reads the environment. May
 * call {@code core.catalogue}, {@code core.deployment}, {@code core.engine}, {@code
 * core.openai.reply}, {@code core.output}, {@code deployment}, {@code deployment.engine}, {@code
 * http}, {@code http.server}, {@code invoker.answer}, {@code invoker.api}, {@code invoker.budget},
 * {@code invoker.calls}, {@code invoker.sagemaker}, {@code invoker.telemetry}, {@code ledger} and
 * {@code ledger.dynamodb}.
 */
@NullMarked
package io.github.slmsagemaker.invoker;

import org.jspecify.annotations.NullMarked;
