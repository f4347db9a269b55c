package io.github.slmsagemaker.cli.explain;

/**
 * Why something went wrong.
 *
 * @param id for programs
 * @param words for people, with the figures that were told
 * @param next what to do
 * @param evidence what tells of it
 */
public record Cause(String id, String words, String next, Evidence evidence) {
  Cause with(String figures) {
    return new Cause(id, words + figures, next, evidence);
  }
}
