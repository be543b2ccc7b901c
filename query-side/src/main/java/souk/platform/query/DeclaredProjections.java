package souk.platform.query;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.util.ClassUtils;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The names of all projections of this node. */
public class DeclaredProjections {

    private static final Pattern FORM = Pattern.compile("[a-z]+\\.[a-z]+(-[a-z]+)*");

    private final ListableBeanFactory context;
    private final Map<String, String> beans = new TreeMap<>();
    private final Set<String> undivided = new TreeSet<>();

    DeclaredProjections(ListableBeanFactory context) {
        this.context = context;
        for (String bean : context.getBeanNamesForAnnotation(Projection.class)) {
            Projection projection = context.findAnnotationOnBean(bean, Projection.class);
            if (projection != null) {
                add(projection.processingGroup(), bean);
                if (projection.undivided()) {
                    undivided.add(projection.processingGroup());
                }
            }
        }
    }

    private void add(String name, String bean) {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalStateException(
                    "Projections are called <capability>.<view>, but " + bean + " is " + name);
        }
        String other = beans.put(name, bean);
        if (other != null) {
            throw new IllegalStateException("Both " + other + " and " + bean + " are " + name);
        }
    }

    /** The class whose handlers make the projection. */
    public Class<?> handlersOf(String name) {
        Class<?> type = context.getType(String.valueOf(beans.get(mustKnow(name))));
        if (type == null) {
            throw new IllegalStateException("Nobody knows the class of " + name);
        }
        return ClassUtils.getUserClass(type);
    }

    public Set<String> names() {
        return Collections.unmodifiableSet(beans.keySet());
    }

    boolean isUndivided(String name) {
        return undivided.contains(name);
    }

    String mustKnow(String name) {
        if (!beans.containsKey(name)) {
            throw new IllegalStateException("There is no projection " + name);
        }
        return name;
    }

    public static String schemaOf(String projection) {
        return projection.replace('.', '_').replace('-', '_');
    }
}
