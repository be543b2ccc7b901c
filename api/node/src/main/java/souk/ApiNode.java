package souk;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** HTTP alone, asking other nodes. */
@SpringBootApplication(proxyBeanMethods = false)
public class ApiNode {

    static void main(String[] args) {
        SpringApplication.run(ApiNode.class, args);
    }
}
