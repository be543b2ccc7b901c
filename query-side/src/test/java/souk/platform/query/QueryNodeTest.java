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
            "spring.config.import=classpath:souk-defaults.yml",
            "spring.jpa.properties.hibernate.generate_statistics=true",
            // a processor that has just started may take its time
            "souk.projections.patience=20s",
            // tests make things fail on purpose
            "logging.level.souk=off",
            "logging.level.org.hibernate=off",
            "logging.level.org.axonframework.eventhandling=off",
            "logging.level.com.zaxxer.hikari=off",
            "logging.level.org.springframework.boot.SpringApplication=off",
            "logging.level.org.springframework.context=off"
        })
@ContextConfiguration(initializers = TestPostgres.Initializer.class)
public @interface QueryNodeTest {}
