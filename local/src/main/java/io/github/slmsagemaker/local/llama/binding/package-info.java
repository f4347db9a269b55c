/**
 * llama.cpp b4916 as Java sees it, through the Foreign Function API.
 *
 * <p>Owns the native library (platforms, checksums, unpacking, loading), its functions and structs,
 * C strings and the log. Does not own what they are called for. May call {@code local.llama} for
 * its failures, and the JDK; never a class of the artifact that the library is taken from.
 *
 * <p>Struct layouts belong to b4916: a library with another checksum is never loaded. The process
 * needs {@code --enable-native-access}.
 */
@NullMarked
package io.github.slmsagemaker.local.llama.binding;

import org.jspecify.annotations.NullMarked;
