package souk.platform.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import java.util.Objects;

/** The request that this thread handles, and its answer. */
final class Exchange {

    private Exchange() {}

    static HttpServletRequest request() {
        return current().getRequest();
    }

    static HttpServletResponse response() {
        return Objects.requireNonNull(current().getResponse());
    }

    private static ServletRequestAttributes current() {
        return (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
    }
}
