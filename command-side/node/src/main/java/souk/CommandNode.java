package souk;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The command side alone, answering to the messages of other nodes. */
@SpringBootApplication(proxyBeanMethods = false)
public class CommandNode {

    static void main(String[] args) {
        SpringApplication.run(CommandNode.class, args);
    }
}
