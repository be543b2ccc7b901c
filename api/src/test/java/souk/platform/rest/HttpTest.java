package souk.platform.rest;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

import souk.platform.postgres.TestPostgres;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test over real HTTP. All of them share one server. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = HttpTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.import=classpath:souk-defaults.yml",
            "souk.admin.email=boss@example.org",
            "souk.admin.password=correct horse",
            "souk.payment.webhook-secrets=old secret,new secret",
            "souk.payment.inbox.polling=100ms",
            "souk.payment.inbox.first-retry=10ms",
            "souk.payment.inbox.longest-retry=40ms",
            "souk.payment.inbox.most-attempts=3",
            "souk.live.heartbeat=200ms",
            "souk.live.remembered=200",
            "souk.live.backlog=20",
            "server.tomcat.connection-timeout=5s",
            "souk.http.head-within=5s",
            "souk.http.body-within=5s",
            "souk.http.cors.origins=https://shop.example.org",
            "souk.http.query-timeout=5s",
            "souk.http.command-timeout=5s"
        })
@ContextConfiguration(initializers = TestPostgres.Initializer.class)
public @interface HttpTest {}
