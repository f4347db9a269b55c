package io.github.slmsagemaker.core.engine;

import java.util.List;
import java.util.Set;

/**
 * What an engine can do; what it cannot, the caller does itself, refuses, or names as ignored.
 *
 * @param all everything that it can
 */
public record Capabilities(Set<Capability> all) {
  public Capabilities {
    all = Set.copyOf(all);
  }

  public static Capabilities of(Capability... all) {
    return new Capabilities(Set.copyOf(List.of(all)));
  }

  public static Capabilities everything() {
    return of(Capability.values());
  }

  public boolean can(Capability capability) {
    return all.contains(capability);
  }
}
