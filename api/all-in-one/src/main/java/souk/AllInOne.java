package souk;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Everything in one process. */
@SpringBootApplication(proxyBeanMethods = false)
public class AllInOne {

    static void main(String[] args) {
        SpringApplication.run(AllInOne.class, args);
    }
}
