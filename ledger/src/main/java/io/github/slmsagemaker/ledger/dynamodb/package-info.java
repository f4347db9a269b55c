/**
 * A ledger in a DynamoDB table, for a deployment: many processes, none of which lives long.
 *
 * <p>Owns the items' form, the transactions and how often they are tried. Does not own the table,
 * which the stack makes, nor who may spend what. Alone in this module it sees the AWS SDK; nothing
 * outside this package sees a type of it. May call {@code core.failure}, {@code ledger}, Netty and
 * the AWS SDK.
 */
@NullMarked
package io.github.slmsagemaker.ledger.dynamodb;

import org.jspecify.annotations.NullMarked;
