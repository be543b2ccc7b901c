package souk.platform.rest.call;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

import java.util.List;
import java.util.stream.Stream;

/**
 * Paths, however they are written: any letter may be encoded, and whoever decides by the path as it
 * was sent decides about another one than that by which controllers are found.
 */
public final class Routes {

    private final List<PathPattern> patterns;

    private Routes(List<PathPattern> patterns) {
        this.patterns = patterns;
    }

    public static Routes of(String... patterns) {
        return new Routes(
                Stream.of(patterns).map(PathPatternParser.defaultInstance::parse).toList());
    }

    public boolean include(HttpServletRequest request) {
        PathContainer path = ServletRequestPathUtils.parse(request).pathWithinApplication();
        return patterns.stream().anyMatch(pattern -> pattern.matches(path));
    }
}
