package io.github.slmsagemaker.acceptance.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.github.slmsagemaker.local.frontdoor.ApiKey;
import java.security.MessageDigest;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What Maven's order of modules cannot say: which libraries, and which parts of the JDK, belong to
 * whom.
 */
final class LibrariesTest {
  private static final String ROOT = Modules.ROOT;
  private static final JavaClasses CLASSES = Modules.classes();

  @Test
  void the_aws_sdk_is_known_to_its_clients_and_to_what_stands_in_for_aws_alone() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            ROOT + "invoker.sagemaker..",
            ROOT + "ledger.dynamodb..",
            ROOT + "cli.account..",
            ROOT + "local.sagemaker..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon.awssdk..")
        .check(CLASSES);
  }

  @Test
  void event_stream_frames_are_known_to_the_local_endpoint_alone() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "local.sagemaker..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon.eventstream..")
        .check(CLASSES);
  }

  @Test
  void core_knows_neither_http_nor_aws() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "core..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.net.http..",
            "com.sun.net.httpserver..",
            "io.netty..",
            "software.amazon..",
            "com.amazonaws..")
        .check(CLASSES);
  }

  @Test
  void deployments_and_capacity_are_values_and_arithmetic() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + "deployment..", ROOT + "capacity..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.io..", "java.net..", "java.nio..", "software.amazon..")
        .check(CLASSES);
  }

  @Test
  void the_authorizer_uses_nothing_of_the_project() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "authorizer..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + "core..", ROOT + "invoker..", ROOT + "local..", ROOT + "cli..")
        .check(CLASSES);
  }

  @Test
  void the_authorizer_of_keys_uses_the_jdk_alone() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "authorizer")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + "authorizer.jwt..", "com.nimbusds..")
        .check(CLASSES);
  }

  @Test
  void only_entry_points_read_the_environment() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ROOT + "cli.Slm")
        .and()
        .doNotHaveFullyQualifiedName(ROOT + "invoker.Invoker")
        .and()
        .doNotHaveFullyQualifiedName(ROOT + "authorizer.jwt.TokenAuthorizer")
        .and()
        .doNotHaveFullyQualifiedName(ROOT + "infra.SlmSagemakerApp")
        .and()
        .doNotHaveFullyQualifiedName(ROOT + "infra.delivery.GithubAccessApp")
        .should()
        .accessTargetWhere(readsTheEnvironment())
        .check(CLASSES);
  }

  @Test
  void a_key_is_compared_in_a_time_that_tells_nothing_of_it() {
    methods()
        .that()
        .areDeclaredIn(ApiKey.class)
        .and()
        .haveName("matches")
        .should(onlyCompareBy(MessageDigest.class, "isEqual"))
        .check(CLASSES);
  }

  private static ArchCondition<JavaMethod> onlyCompareBy(Class<?> owner, String comparison) {
    return new ArchCondition<>("compare by " + comparison + " alone") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        List<String> compared =
            method.getMethodCallsFromSelf().stream()
                .filter(call -> call.getTarget().getRawReturnType().isEquivalentTo(boolean.class))
                .map(call -> call.getTargetOwner().getName() + "." + call.getName())
                .toList();
        boolean only = compared.equals(List.of(owner.getName() + "." + comparison));
        events.add(new SimpleConditionEvent(method, only, "compares by " + compared));
      }
    };
  }

  private static DescribedPredicate<JavaAccess<?>> readsTheEnvironment() {
    return DescribedPredicate.describe(
        "System.getenv",
        access ->
            access.getTargetOwner().isEquivalentTo(System.class)
                && access.getName().equals("getenv"));
  }
}
