@NullMarked
package io.github.slmsagemaker.ledger.dynamodb;

import org.jspecify.annotations.NullMarked;
