package souk.platform.query.rebuild;

import org.springframework.test.context.TestPropertySource;

import souk.platform.query.QueryNodeTest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A query node whose rebuilds have so little memory that they must use the database. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@QueryNodeTest
@TestPropertySource(
        properties = {
            "souk.rebuilds.hot-rows=20",
            "souk.rebuilds.checkpoint=10ms",
            "souk.rebuilds.resume=300ms",
            // there is always something to do for others
            "souk.rebuilds.share=1"
        })
@interface RebuildTest {}
