package souk.audit.rest;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A position or an instant, for those who read the documentation. */
@Parameter(
        description = "A position, or an instant in UTC.",
        schema = @Schema(type = "string", example = "2026-11-21T12:00:00Z"))
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@interface MomentParam {}
