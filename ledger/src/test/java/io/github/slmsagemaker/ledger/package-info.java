@NullMarked
package io.github.slmsagemaker.ledger;

import org.jspecify.annotations.NullMarked;
