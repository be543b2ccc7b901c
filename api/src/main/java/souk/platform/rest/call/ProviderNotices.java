package souk.platform.rest.call;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpMethod;

/**
 * What payment providers tell us: they have no account and no cookie, their signature alone says
 * who they are. So what stands before the check of it neither counts nor keeps anything.
 */
public final class ProviderNotices {

    private static final Routes NOTICES = Routes.of("/api/payments/webhook");

    private ProviderNotices() {}

    public static boolean isOne(HttpServletRequest request) {
        return HttpMethod.POST.matches(request.getMethod()) && NOTICES.include(request);
    }
}
