package io.github.slmsagemaker.acceptance.rules;

import com.tngtech.archunit.base.ArchUnitException;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The project's sealed types and enums, by the simple names that a switch uses.
 *
 * @param members every type that a sealed type permits
 * @param constants the constants of each enum
 */
record ClosedSets(Set<String> members, List<Set<String>> constants) {

  static ClosedSets of(JavaClasses classes) {
    Set<String> members = new HashSet<>();
    classes.forEach(type -> members.addAll(permitted(type)));
    return new ClosedSets(
        members, classes.stream().filter(JavaClass::isEnum).map(ClosedSets::constants).toList());
  }

  boolean hasConstants(Set<String> labels) {
    return !labels.isEmpty() && constants.stream().anyMatch(names -> names.containsAll(labels));
  }

  private static List<String> permitted(JavaClass type) {
    try {
      Class<?>[] permitted = type.reflect().getPermittedSubclasses();
      return permitted == null
          ? List.of()
          : Arrays.stream(permitted).map(Class::getSimpleName).toList();
    } catch (LinkageError | ArchUnitException.ReflectionException ofTheCdk) {
      // What stands on a library that is not here is no value of ours.
      return List.of();
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
