package io.github.slmsagemaker.acceptance.rules;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Every package is one room: its door says whom it calls, and no two rooms call each other. */
final class PackagesTest {
  private static final int FILES_OF_A_ROOM = 22;
  private static final JavaClasses CLASSES = Modules.classes();

  @Test
  void no_two_packages_use_each_other() {
    slices().matching(Modules.ROOT + "(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void a_package_is_in_one_module() {
    Map<String, Set<String>> modules = new TreeMap<>();
    for (String module : Modules.names()) {
      for (Path source : packageFolders(module)) {
        modules.computeIfAbsent(source.toString(), folder -> new TreeSet<>()).add(module);
      }
    }

    assertThat(modules.values()).allMatch(owners -> owners.size() == 1, "is one module");
  }

  @Test
  void a_package_has_the_files_of_one_idea() {
    Map<Path, Long> files =
        Modules.sources().stream()
            .filter(file -> !file.endsWith("package-info.java"))
            .collect(groupingBy(Path::getParent, java.util.stream.Collectors.counting()));

    assertThat(files)
        .allSatisfy((room, count) -> assertThat(count).isLessThanOrEqualTo(FILES_OF_A_ROOM));
  }

  @Test
  void each_package_says_what_it_may_call_and_calls_just_that() throws Exception {
    Map<String, Set<String>> used = used();
    SoftAssertions rooms = new SoftAssertions();
    for (Path source : Modules.sources()) {
      if (source.endsWith("package-info.java")) {
        String words = Files.readString(source);
        String room = words.replaceAll("(?s).*\npackage ([\\w.]+);.*", "$1");
        rooms
            .assertThat(MayCall.allowed(words))
            .as("the last sentence, \"May call ...\", of package-info of %s", room)
            .isEqualTo(Optional.of(used.getOrDefault(room, Set.of())));
      }
    }
    rooms.assertAll();
  }

  @Test
  void every_package_has_words_at_its_door() {
    List<Path> rooms = Modules.sources().stream().map(Path::getParent).distinct().toList();

    assertThat(rooms).allMatch(room -> Files.exists(room.resolve("package-info.java")));
  }

  private static Map<String, Set<String>> used() {
    return CLASSES.stream()
        .collect(
            groupingBy(
                JavaClass::getPackageName,
                TreeMap::new,
                mapping(
                    PackagesTest::names,
                    java.util.stream.Collectors.reducing(Set.of(), PackagesTest::joined))));
  }

  private static Set<String> names(JavaClass user) {
    return user.getDirectDependenciesFromSelf().stream()
        .map(use -> use.getTargetClass().getBaseComponentType().getPackageName())
        .filter(used -> !used.isEmpty() && !used.equals(user.getPackageName()))
        .flatMap(used -> MayCall.nameOf(used).stream())
        .collect(toCollection(TreeSet::new));
  }

  private static Set<String> joined(Set<String> some, Set<String> more) {
    return Stream.concat(some.stream(), more.stream()).collect(toCollection(TreeSet::new));
  }

  private static List<Path> packageFolders(String module) {
    Path classes = Modules.classesOf(module);
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .filter(file -> !file.endsWith("package-info.class"))
          .map(file -> classes.relativize(file).getParent())
          .distinct()
          .toList();
    } catch (java.io.IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }
}
