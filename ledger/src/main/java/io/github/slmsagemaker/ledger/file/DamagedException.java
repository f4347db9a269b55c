package io.github.slmsagemaker.ledger.file;

/** What is in the file is no ledger. */
final class DamagedException extends RuntimeException {
  DamagedException(String problem) {
    super(problem + "; restore the file, or delete it to begin with nothing used");
  }
}
