package souk.kernel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name under which an event or a snapshot is stored, for ever. Its revision is Axon's
 * {@code @Revision}, "1" where there is none. A class without this annotation can be neither stored
 * nor read back.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Published {

    /** {@code <capability>.<Name>}, such as {@code cart.ItemAdded}. */
    String value();
}
