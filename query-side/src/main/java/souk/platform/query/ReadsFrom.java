package souk.platform.query;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The projections from whose tables the query handlers of a class answer. A query that names a
 * position waits until all of them have handled it.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ReadsFrom {

    /** The projections' {@link Projection#processingGroup() names}. */
    String[] value();
}
