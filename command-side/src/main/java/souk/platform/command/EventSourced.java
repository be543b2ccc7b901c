package souk.platform.command;

import org.axonframework.spring.stereotype.Aggregate;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An aggregate as we run them: kept in the bounded cache, with snapshots once its stream gets long.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "snapshotTrigger")
public @interface EventSourced {}
