package souk.platform.process;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.spring.stereotype.Saga;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.annotation.AnnotationUtils;

import java.util.Set;
import java.util.TreeSet;

/** The processing groups of all sagas of this node. */
class DeclaredSagas {

    private final Set<String> groups = new TreeSet<>();

    DeclaredSagas(ListableBeanFactory context) {
        for (String bean : context.getBeanNamesForAnnotation(Saga.class)) {
            Class<?> type = context.getType(bean);
            ProcessingGroup group =
                    type == null
                            ? null
                            : AnnotationUtils.findAnnotation(type, ProcessingGroup.class);
            if (group == null) {
                throw new IllegalStateException("The saga " + bean + " names no processing group");
            }
            groups.add(group.value());
        }
    }

    Set<String> groups() {
        return groups;
    }
}
