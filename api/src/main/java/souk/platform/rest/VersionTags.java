package souk.platform.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

import souk.kernel.CommonRejection.VersionMismatch;
import souk.kernel.Composite;
import souk.kernel.Rejected;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Objects;
import java.util.Optional;

/**
 * Every answer that has a version carries it as {@code ETag}, and reading honours conditions on it.
 * What a {@link Composite} shows may be another thing at the same version, so it is always shown.
 */
@RestControllerAdvice
class VersionTags implements ResponseBodyAdvice<Object> {

    private static final ClassValue<Optional<Method>> VERSION =
            new ClassValue<>() {
                @Override
                protected Optional<Method> computeValue(Class<?> type) {
                    return versionOf(type);
                }
            };

    @Override
    public boolean supports(
            MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returnType,
            MediaType contentType,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (body == null
                || !(request instanceof ServletServerHttpRequest asked)
                || !(response instanceof ServletServerHttpResponse answered)) {
            return body;
        }
        Method version = VERSION.get(body.getClass()).orElse(null);
        if (version == null) {
            return body;
        }
        long current = (long) Objects.requireNonNull(ReflectionUtils.invokeMethod(version, body));
        boolean known =
                tag(
                        current,
                        !body.getClass().isAnnotationPresent(Composite.class),
                        asked.getServletRequest(),
                        answered.getServletResponse());
        return known ? null : body;
    }

    /** Whether the client has this version already, so that it needs no body. */
    private static boolean tag(
            long version,
            boolean tellsAll,
            HttpServletRequest request,
            HttpServletResponse response) {
        String tag = "\"" + version + "\"";
        response.setHeader(HttpHeaders.ETAG, tag);
        boolean reading =
                HttpMethod.GET.matches(request.getMethod())
                        || HttpMethod.HEAD.matches(request.getMethod());
        if (!reading || response.getStatus() != HttpServletResponse.SC_OK) {
            return false;
        }
        if (!IfMatch.of(request).matches(version)) {
            throw new Rejected(new VersionMismatch(version));
        }
        if (!tellsAll) {
            return false;
        }
        if ("*".equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return true;
        }
        return new ServletWebRequest(request, response).checkNotModified(tag);
    }

    private static Optional<Method> versionOf(Class<?> type) {
        if (!type.isRecord()) {
            return Optional.empty();
        }
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getName().equals("version") && component.getType() == long.class) {
                ReflectionUtils.makeAccessible(component.getAccessor());
                return Optional.of(component.getAccessor());
            }
        }
        return Optional.empty();
    }
}
