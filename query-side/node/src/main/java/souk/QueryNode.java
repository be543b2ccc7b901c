package souk;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The query side alone, answering to the messages of other nodes. */
@SpringBootApplication(proxyBeanMethods = false)
public class QueryNode {

    static void main(String[] args) {
        SpringApplication.run(QueryNode.class, args);
    }
}
