package souk.platform.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

import java.util.Collections;
import java.util.List;

/** Refuses what could not be answered before it is done, not after. */
class AcceptableAnswers implements HandlerInterceptor {

    private static final List<MediaType> OURS = List.of(MediaType.APPLICATION_JSON);

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeNotAcceptableException {
        if (request.getHeader(HttpHeaders.ACCEPT) != null
                && answersInJson(request, handler)
                && accepted(request).stream()
                        .noneMatch(MediaType.APPLICATION_JSON::isCompatibleWith)) {
            throw new HttpMediaTypeNotAcceptableException(OURS);
        }
        return true;
    }

    // what a handler produces besides is checked when it is looked for
    private static boolean answersInJson(HttpServletRequest request, Object handler) {
        return handler instanceof HandlerMethod method
                && !method.isVoid()
                && request.getAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE) == null;
    }

    private static List<MediaType> accepted(HttpServletRequest request)
            throws HttpMediaTypeNotAcceptableException {
        try {
            List<MediaType> accepted =
                    MediaType.parseMediaTypes(
                            Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
            return accepted.isEmpty() ? List.of(MediaType.ALL) : accepted;
        } catch (InvalidMediaTypeException e) {
            throw new HttpMediaTypeNotAcceptableException(OURS);
        }
    }
}
