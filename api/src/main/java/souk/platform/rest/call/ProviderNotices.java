package souk.platform.rest.call;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpMethod;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * What payment providers tell us: they have no account and no cookie, their signature alone says
 * who they are. So what stands before the check of it neither counts nor keeps anything.
 */
public final class ProviderNotices {

    private static final PathPattern PATH =
            PathPatternParser.defaultInstance.parse("/api/payments/webhook");

    private ProviderNotices() {}

    /** However the path is written: as controllers are found. */
    public static boolean isOne(HttpServletRequest request) {
        return HttpMethod.POST.matches(request.getMethod())
                && PATH.matches(ServletRequestPathUtils.parse(request).pathWithinApplication());
    }
}
