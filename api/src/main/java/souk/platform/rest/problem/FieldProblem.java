package souk.platform.rest.problem;

/** What is wrong with one member of a body, one parameter or one header. */
public record FieldProblem(String field, String code, String message) {}
