package souk.platform.rest.json;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

import souk.platform.rest.problem.ProblemCode;
import souk.platform.rest.problem.ProblemException;

import java.lang.reflect.Type;

/**
 * Refuses bodies that leave out (or null) what is not marked {@code @Nullable}, and names all of it
 * at once.
 */
@RestControllerAdvice
class RequiredMembers extends RequestBodyAdviceAdapter {

    @Override
    public boolean supports(
            MethodParameter parameter,
            Type targetType,
            Class<? extends HttpMessageConverter<?>> converterType) {
        return true;
    }

    @Override
    public Object afterBodyRead(
            @Nullable Object body,
            HttpInputMessage message,
            MethodParameter parameter,
            Type targetType,
            Class<? extends HttpMessageConverter<?>> converterType) {
        if (body == null) {
            throw new ProblemException(ProblemCode.MISSING_BODY); // it said: null
        }
        MissingMembers.refuseIn(body);
        return body;
    }
}
