package io.github.slmsagemaker.testkit.gateway;

/**
 * Why API Gateway answers by itself, with the status that it has unless a template says otherwise.
 *
 * <p>Source: "Gateway response types for API Gateway". The messages are observed.
 */
enum ResponseType {
  ACCESS_DENIED(403, "User is not authorized to access this resource"),
  API_CONFIGURATION_ERROR(500, "Internal server error"),
  AUTHORIZER_CONFIGURATION_ERROR(500, "Internal server error"),
  AUTHORIZER_FAILURE(500, "Internal server error"),
  BAD_REQUEST_BODY(400, "Invalid request body"),
  BAD_REQUEST_PARAMETERS(400, "Invalid request parameters"),
  DEFAULT_4XX(400, "Bad Request"),
  DEFAULT_5XX(502, "Internal server error"),
  EXPIRED_TOKEN(403, "The security token included in the request is expired"),
  INTEGRATION_FAILURE(504, "Internal server error"),
  INTEGRATION_TIMEOUT(504, "Endpoint request timed out"),
  INVALID_API_KEY(403, "Forbidden"),
  INVALID_SIGNATURE(403, "The request signature is not correct"),
  MISSING_AUTHENTICATION_TOKEN(403, "Missing Authentication Token"),
  QUOTA_EXCEEDED(429, "Limit Exceeded"),
  REQUEST_TOO_LARGE(413, "Request Too Long"),
  RESOURCE_NOT_FOUND(404, "Not Found"),
  THROTTLED(429, "Too Many Requests"),
  UNAUTHORIZED(401, "Unauthorized"),
  UNSUPPORTED_MEDIA_TYPE(415, "Unsupported Media Type"),
  WAF_FILTERED(403, "Forbidden");

  private final int status;
  private final String message;

  ResponseType(int status, String message) {
    this.status = status;
    this.message = message;
  }

  int status() {
    return status;
  }

  String message() {
    return message;
  }

  /** Whose words it has where it is given none: "defaults to the DEFAULT_4XX type". */
  ResponseType fallback() {
    return status < 500 ? DEFAULT_4XX : DEFAULT_5XX;
  }
}
