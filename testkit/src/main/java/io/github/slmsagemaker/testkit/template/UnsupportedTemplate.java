package io.github.slmsagemaker.testkit.template;

/** A template says something that this double does not know: to pass it over would be a lie. */
public final class UnsupportedTemplate extends RuntimeException {
  /**
   * @param place resource or property
   * @param what is not known about it
   */
  public UnsupportedTemplate(String place, String what) {
    super(place + ": " + what);
  }
}
