package souk.platform.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

import souk.platform.rest.problem.Problem;
import souk.platform.rest.problem.ProblemException;

/** Reads {@code limit}, {@code cursor} and {@code total}. */
class PagingResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Paging.class;
    }

    @Override
    public Paging resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        String cursor = request.getParameter(Paging.CURSOR);
        return new Paging(
                limit(request.getParameter(Paging.LIMIT)),
                cursor == null ? null : Cursor.read(cursor, Exchange.request().getRequestURI()),
                total(request.getParameter(Paging.TOTAL)));
    }

    private static int limit(@Nullable String given) {
        if (given == null) {
            return Paging.DEFAULT_LIMIT;
        }
        if (given.matches("[0-9]{1,3}")) {
            int limit = Integer.parseInt(given);
            if (limit >= 1 && limit <= Paging.MAX_LIMIT) {
                return limit;
            }
        }
        throw invalid(Paging.LIMIT, "must be a number from 1 to " + Paging.MAX_LIMIT);
    }

    private static boolean total(@Nullable String given) {
        return switch (given) {
            case null -> false;
            case "false" -> false;
            case "true" -> true;
            default -> throw invalid(Paging.TOTAL, "must be true or false");
        };
    }

    private static ProblemException invalid(String parameter, String message) {
        return new ProblemException(Problem.invalid(parameter, "invalid_" + parameter, message));
    }
}
