package souk.account.rest;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

/** Accounts over HTTP, and what can be configured about them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AuthSettings.class, LoginLimits.Settings.class})
@PropertySource("classpath:souk/account/rest/account.properties")
class AccountConfiguration {}
