package io.github.slmsagemaker.deployment.reader;

import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.DeploymentSettings;
import io.github.slmsagemaker.deployment.Limits;
import io.github.slmsagemaker.deployment.Origins;
import io.github.slmsagemaker.deployment.SpendingLimits;
import io.github.slmsagemaker.deployment.engine.Engines;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Reads a deployment from settings by key; {@code capacity} knows what fits, and reads by it. */
public final class DeploymentReader {
  private static final String SET = "set";
  private static final String KEEP = "keep";
  private static final String STOP = "stop";
  private static final String MAIL = "mail";

  private final Engines engines;
  private final UnaryOperator<String> spelling;
  private final UnaryOperator<Deployment> contextByItself;

  /** Reads keys as they are, for the engines of this version, and takes the usual context. */
  public DeploymentReader() {
    this(Engines.OURS, UnaryOperator.identity(), UnaryOperator.identity());
  }

  /**
   * @param engines those to choose from
   * @param spelling how a key is called by who wrote it, such as by an option's name
   * @param contextByItself changes the context where none is asked for
   */
  public DeploymentReader(
      Engines engines, UnaryOperator<String> spelling, UnaryOperator<Deployment> contextByItself) {
    this.engines = engines;
    this.spelling = spelling;
    this.contextByItself = contextByItself;
  }

  /** Every key that there is, in the order of {@link Key}, those of images last. */
  public List<String> keys() {
    return Stream.concat(Arrays.stream(Key.values()).map(Key::word), ImageReader.keys(engines))
        .toList();
  }

  /** Everything that is to be deployed. */
  public Reading<DeploymentSettings> read(Map<String, String> settings) {
    Values values = new Values(settings, spelling);
    values.refuseUnknown(keys());
    ImageReader images = new ImageReader(values, engines);
    Optional<Deployment> deployment =
        new SizeReader(values, engines, contextByItself).read(images::read);
    values.problem(deployment.flatMap(Deployment::buildProblem));
    AccessReader access = new AccessReader(values);
    var callers = access.callers();
    var throttle = access.throttle();
    SpendingLimits spending = new SpendingReader(values).read(callers);
    Origins origins = origins(values);
    boolean logRole =
        values.word(Key.GATEWAY_LOG_ROLE, List.of(SET, KEEP), word -> word).orElse(SET).equals(SET);
    Optional<String> email =
        values.text(Key.ALARM_EMAIL).filter(address -> isAddress(values, address));
    OptionalDouble budget = budget(values);
    boolean stops = budgetStops(values, budget);
    return values.reading(
        deployment.map(
            it ->
                new DeploymentSettings(
                    it, callers, throttle, spending, origins, logRole, email, budget, stops)));
  }

  /** What is to run where, and how large, however its image is made; other keys are not known. */
  public Reading<Deployment> size(Map<String, String> settings) {
    Values values = new Values(settings, spelling);
    ImageReader images = new ImageReader(values, engines);
    return values.reading(
        new SizeReader(values, engines, contextByItself).read(images::remembering));
  }

  private static Origins origins(Values values) {
    List<String> origins = values.list(Key.CORS_ORIGINS).orElse(List.of());
    Optional<String> problem = Origins.problem(values.name(Key.CORS_ORIGINS), origins);
    values.problem(problem);
    return problem.isEmpty() ? new Origins(origins) : Origins.NONE;
  }

  private static boolean isAddress(Values values, String address) {
    Optional<String> problem = Limits.email(values.name(Key.ALARM_EMAIL), address);
    values.problem(problem);
    return problem.isEmpty();
  }

  private static OptionalDouble budget(Values values) {
    OptionalDouble dollars = values.decimal(Key.MONTHLY_BUDGET, Limits::budget);
    if (dollars.isEmpty()) {
      return DeploymentSettings.USUAL_BUDGET;
    }
    return dollars.getAsDouble() == 0 ? OptionalDouble.empty() : dollars;
  }

  /** A budget that somebody has chosen is kept; the usual one is a guess, and only tells. */
  private static boolean budgetStops(Values values, OptionalDouble budget) {
    Optional<String> action = values.word(Key.BUDGET_ACTION, List.of(STOP, MAIL), word -> word);
    if (action.isPresent() && budget.isEmpty()) {
      values.problem(
          "%s has no effect without a budget; leave it out, or set %s"
              .formatted(values.name(Key.BUDGET_ACTION), values.name(Key.MONTHLY_BUDGET)));
    }
    return action.map(STOP::equals).orElse(values.has(Key.MONTHLY_BUDGET) && budget.isPresent());
  }
}
