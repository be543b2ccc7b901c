package souk.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Nobody who looks at events or states is told this before the stream {@linkplain Discloses
 * discloses} it: whoever knew would have an advantage. Of events that are secret as a whole, nobody
 * is ever told that they have happened.
 */
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Secret {

    /** Whether it stays one whatever is disclosed: it opens a door, or tells who somebody is. */
    boolean always() default false;
}
