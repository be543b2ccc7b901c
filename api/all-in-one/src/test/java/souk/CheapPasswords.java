package souk;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** For tests with thousands of log-ins: the least that BCrypt can do. */
@TestConfiguration(proxyBeanMethods = false)
class CheapPasswords {

    private static final int LEAST = 4;

    @Bean
    @Primary
    PasswordEncoder cheapPasswords() {
        return new BCryptPasswordEncoder(LEAST);
    }
}
