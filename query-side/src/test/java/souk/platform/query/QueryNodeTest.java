package souk.platform.query;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

import souk.platform.postgres.TestPostgres;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test of the query side as wired, over the embedded event store. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = QueryTestNode.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "spring.main.banner-mode=off",
            "axon.axonserver.enabled=false",
            "axon.timeout.enabled=false",
            "axon.update-check.disabled=true",
            "spring.jpa.hibernate.ddl-auto=validate",
            "spring.jpa.open-in-view=false",
            "spring.jpa.properties.hibernate.default_schema=axon",
            "spring.jpa.properties.hibernate.jdbc.batch_size=500",
            "spring.jpa.properties.hibernate.order_inserts=true",
            "spring.jpa.properties.hibernate.order_updates=true",
            "spring.jpa.properties.hibernate.generate_statistics=true"
        })
@ContextConfiguration(initializers = TestPostgres.Initializer.class)
public @interface QueryNodeTest {}
