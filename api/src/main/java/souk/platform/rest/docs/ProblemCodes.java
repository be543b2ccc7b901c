package souk.platform.rest.docs;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

import souk.kernel.Rejection;
import souk.platform.rest.problem.ProblemCode;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Every code that a problem can carry: those of HTTP, and one for each refusal of each capability.
 */
final class ProblemCodes {

    private static final String PUBLISHED_LANGUAGE = "souk";

    private ProblemCodes() {}

    static List<String> all() {
        Stream<String> ofHttp = Arrays.stream(ProblemCode.values()).map(ProblemCode::code);
        return Stream.concat(ofHttp, ofCapabilities()).distinct().sorted().toList();
    }

    private static Stream<String> ofCapabilities() {
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AssignableTypeFilter(Rejection.class));
        return scan.findCandidateComponents(PUBLISHED_LANGUAGE).stream()
                .map(BeanDefinition::getBeanClassName)
                .filter(name -> name != null && !isNamedAnew(name))
                .map(name -> ClassUtils.getShortName(name).replaceAll(".*\\.", ""))
                .map(name -> Rejection.CAMEL_HUMP.matcher(name).replaceAll("_"))
                .map(name -> name.toLowerCase(Locale.ROOT));
    }

    // such as the one that is called after whatever was not found
    private static boolean isNamedAnew(String rejection) {
        Class<?> type = ClassUtils.resolveClassName(rejection, null);
        return Arrays.stream(type.getDeclaredMethods())
                .anyMatch(method -> method.getName().equals("code"));
    }
}
