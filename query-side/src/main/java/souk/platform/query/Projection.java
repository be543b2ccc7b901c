package souk.platform.query;

import org.axonframework.config.ProcessingGroup;
import org.springframework.stereotype.Component;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A fold from events into tables. Its handlers know nothing but {@link Tables}, which is all that
 * its constructor asks for: a rebuild runs the same handlers over tables in memory.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Component
@ProcessingGroup("named by the attribute below")
public @interface Projection {

    /**
     * {@code <capability>.<view>}: names the processor, its tokens and, as {@code
     * <capability>_<view>}, the schema of its tables.
     */
    String processingGroup();

    /**
     * Whether its rows sum up what many streams tell: then it has one segment, whatever is set, as
     * two would overwrite each other's sums.
     */
    boolean undivided() default false;
}
