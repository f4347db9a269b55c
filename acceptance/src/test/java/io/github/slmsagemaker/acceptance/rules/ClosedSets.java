package io.github.slmsagemaker.acceptance.rules;

import com.tngtech.archunit.base.ArchUnitException;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The project's sealed types and enums, by the simple names that a switch uses.
 *
 * @param members the types that each sealed type permits
 * @param constants the constants of each enum
 */
record ClosedSets(List<Set<String>> members, List<Set<String>> constants) {

  static ClosedSets of(JavaClasses classes) {
    return new ClosedSets(
        classes.stream().map(ClosedSets::permitted).toList(),
        classes.stream().filter(JavaClass::isEnum).map(ClosedSets::constants).toList());
  }

  /** Whether labels are types of one sealed type, or constants of one enum. */
  boolean holds(Set<String> types, Set<String> names) {
    return in(members, types) || in(constants, names);
  }

  private static boolean in(List<Set<String>> sets, Set<String> labels) {
    return !labels.isEmpty() && sets.stream().anyMatch(set -> set.containsAll(labels));
  }

  private static Set<String> permitted(JavaClass type) {
    try {
      Class<?>[] permitted = type.reflect().getPermittedSubclasses();
      return permitted == null
          ? Set.of()
          : Arrays.stream(permitted).map(Class::getSimpleName).collect(Collectors.toSet());
    } catch (LinkageError | ArchUnitException.ReflectionException ofTheCdk) {
      // What stands on a library that is not here is no value of ours.
      return Set.of();
    }
  }

  private static Set<String> constants(JavaClass type) {
    return type.getFields().stream()
        .filter(field -> field.getRawType().equals(type))
        .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
        .map(JavaField::getName)
        .collect(Collectors.toSet());
  }
}
