/**
 * Pages of documentation that tests hold to the code.
 *
 * <p>Owns how a generated part of a page is found, compared and written, and the form of a table
 * that several have. Does not own what stands in it: that is each test's. May call AssertJ.
 */
@NullMarked
package io.github.slmsagemaker.testkit.pages;

import org.jspecify.annotations.NullMarked;
