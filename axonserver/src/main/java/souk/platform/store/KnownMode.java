package souk.platform.store;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

import java.util.Set;

/**
 * Refuses to start in a mode that is none. Axon takes anything but "false" for its server, we take
 * "true" only: in between, nothing of ours would be wired.
 */
@Component
class KnownMode implements BeanFactoryPostProcessor {

    private static final String MODE = "axon.axonserver.enabled";
    private static final Set<String> KNOWN = Set.of("true", "false");

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        String mode = beans.getBean(Environment.class).getProperty(MODE, "");
        if (!KNOWN.contains(mode)) {
            throw new IllegalStateException(MODE + " is true or false, not '" + mode + "'");
        }
    }
}
