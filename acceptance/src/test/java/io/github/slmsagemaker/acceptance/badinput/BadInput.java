package io.github.slmsagemaker.acceptance.badinput;

import io.github.slmsagemaker.acceptance.stage.Sent;
import java.util.Optional;

/**
 * A request, and the answer that it must get through both doors.
 *
 * @param label for people
 * @param sent the request
 * @param status of the answer; only with 200 is the engine asked
 * @param type of the error
 * @param param the field at fault
 * @param code the reason, for programs
 */
record BadInput(
    String label,
    Sent sent,
    int status,
    String type,
    Optional<String> param,
    Optional<String> code) {
  private static final String INVALID = "invalid_request_error";

  /** The body as a whole is at fault. */
  static BadInput body(String label, Sent sent) {
    return new BadInput(label, sent, 400, INVALID, Optional.empty(), Optional.empty());
  }

  static BadInput missing(String label, Sent sent, String param) {
    return field(label, sent, param, "missing_required_parameter");
  }

  static BadInput type(String label, Sent sent, String param) {
    return field(label, sent, param, "invalid_type");
  }

  static BadInput value(String label, Sent sent, String param) {
    return field(label, sent, param, "invalid_value");
  }

  static BadInput unsupported(String label, Sent sent, String param) {
    return field(label, sent, param, "unsupported_value");
  }

  static BadInput unknown(String label, Sent sent, String param) {
    return field(label, sent, param, "unknown_parameter");
  }

  /** Another status than 400, for the request as a whole. */
  static BadInput status(String label, Sent sent, int status, String code) {
    return new BadInput(label, sent, status, INVALID, Optional.empty(), Optional.of(code));
  }

  /** A status and a reason that belong to a field. */
  static BadInput refused(String label, Sent sent, int status, String param, String code) {
    return new BadInput(label, sent, status, INVALID, Optional.of(param), Optional.of(code));
  }

  private static BadInput field(String label, Sent sent, String param, String code) {
    return refused(label, sent, 400, param, code);
  }

  @Override
  public String toString() {
    return label;
  }
}
