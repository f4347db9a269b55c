package io.github.slmsagemaker.invoker.answer;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.ValidationLimitExceededException;
import com.networknt.schema.path.PathType;
import io.github.slmsagemaker.core.failure.Failure;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One client's JSON Schema, ready to check with. Nothing is fetched; what a check may cost is
 * bounded by its work, not by a clock; {@code format} is an annotation, as JSON Schema 2020-12 has
 * it. Not safe for use by several threads.
 *
 * <p>The only class that knows the validator: a request without a schema never loads it.
 */
final class SchemaCheck {
  /** Keywords looked at in one check: a schema of many alternatives times a long answer. */
  private static final int MOST_STEPS = 500_000;

  /** Problems that are told of one value; a model that is shown more repairs no better. */
  private static final int MOST_PROBLEMS = 8;

  private static final int LONGEST_PROBLEM = 240;

  private final EcmaRegex regex;
  private final Schema schema;

  private SchemaCheck(EcmaRegex regex, Schema schema) {
    this.regex = regex;
    this.schema = schema;
  }

  /**
   * Prepares a check.
   *
   * @param param where the schema is in the request
   * @throws Failure.BadRequest for a schema that cannot be checked with
   */
  static SchemaCheck of(String param, ObjectNode schema) {
    ObjectNode local = schema.deepCopy();
    // References are pointers into the schema, so its name serves nothing but a lookup elsewhere.
    local.remove("$id");
    EcmaRegex regex = new EcmaRegex();
    try {
      Schema compiled = registry(regex).getSchema(local);
      compiled.initializeValidators();
      return new SchemaCheck(regex, compiled);
    } catch (SchemaException | IllegalArgumentException unusable) {
      throw new Failure.BadRequest(
          Optional.of(param),
          Optional.of("invalid_value"),
          param + " is no JSON Schema that can be checked with: " + firstLine(unusable));
    }
  }

  /**
   * What is wrong with a value, as {@code $.path: reason}; empty where it validates.
   *
   * @throws Failure.UnusableOutput where finding out takes too long
   */
  List<String> problems(JsonNode value) {
    regex.reset();
    List<Error> errors;
    try {
      errors = schema.validate(value);
    } catch (ValidationLimitExceededException | StackOverflowError _) {
      throw tooExpensive();
    }
    if (regex.gaveUp()) {
      throw tooExpensive();
    }
    return errors.stream().map(SchemaCheck::problem).distinct().limit(MOST_PROBLEMS).toList();
  }

  private static Failure tooExpensive() {
    return new Failure.UnusableOutput(
        "the model answered, but checking the answer against its JSON Schema takes too long;"
            + " simplify the schema, its patterns first");
  }

  private static SchemaRegistry registry(EcmaRegex regex) {
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder()
            .locale(Locale.ROOT)
            .pathType(PathType.JSON_PATH)
            .formatAssertionsEnabled(false)
            .regularExpressionFactory(regex)
            .executionContextCustomizer(
                (context, _) ->
                    context.executionConfig(
                        each -> each.formatAssertionsEnabled(false).maxEvaluationSteps(MOST_STEPS)))
            .build();
    return SchemaRegistry.withDefaultDialect(
        SpecificationVersion.DRAFT_2020_12,
        builder ->
            builder
                .schemaCacheEnabled(false)
                .schemaLoader(loader -> loader.fetchRemoteResources(false).block(_ -> true))
                .schemaRegistryConfig(config));
  }

  private static String problem(Error error) {
    return shortened(error.getInstanceLocation() + ": " + error.getMessage());
  }

  private static String shortened(String problem) {
    if (problem.length() <= LONGEST_PROBLEM) {
      return problem;
    }
    int end = Character.isHighSurrogate(problem.charAt(LONGEST_PROBLEM - 1)) ? 1 : 0;
    return problem.substring(0, LONGEST_PROBLEM - end) + "...";
  }

  private static String firstLine(RuntimeException failure) {
    return shortened(String.valueOf(failure.getMessage()).lines().findFirst().orElse(""));
  }
}
