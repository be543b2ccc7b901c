package souk.platform.store;

import org.axonframework.serialization.Revision;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

import souk.kernel.Published;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which class stands for which stored name. What is not in here can be neither stored nor read. */
public final class PublishedNames {

    private static final String FIRST_REVISION = "1";

    private final Map<Class<?>, SerializedType> types = new HashMap<>();
    private final Map<String, Class<?>> classes = new TreeMap<>();

    private PublishedNames(Collection<Class<?>> published) {
        published.forEach(this::register);
    }

    public static PublishedNames of(Class<?>... published) {
        return new PublishedNames(Set.of(published));
    }

    /** Every class below the package that carries {@link Published}. */
    public static PublishedNames in(String basePackage) {
        var scanner =
                new ClassPathScanningCandidateComponentProvider(false) {
                    @Override
                    protected boolean isCandidateComponent(
                            org.springframework.beans.factory.annotation.AnnotatedBeanDefinition
                                    definition) {
                        return true;
                    }
                };
        scanner.addIncludeFilter(new AnnotationTypeFilter(Published.class));
        return new PublishedNames(
                scanner.findCandidateComponents(basePackage).stream()
                        .map(PublishedNames::classOf)
                        .collect(Collectors.toSet()));
    }

    private static Class<?> classOf(BeanDefinition definition) {
        return ClassUtils.resolveClassName(
                String.valueOf(definition.getBeanClassName()),
                PublishedNames.class.getClassLoader());
    }

    private void register(Class<?> type) {
        Published published = type.getAnnotation(Published.class);
        if (published == null) {
            throw new IllegalArgumentException(type.getName() + " has no published name");
        }
        Revision revision = type.getAnnotation(Revision.class);
        types.put(
                type,
                new SimpleSerializedType(
                        published.value(), revision == null ? FIRST_REVISION : revision.value()));
        Class<?> other = classes.put(published.value(), type);
        if (other != null) {
            throw new IllegalStateException(
                    published.value()
                            + " names both "
                            + other.getName()
                            + " and "
                            + type.getName());
        }
    }

    /** The name and revision under which instances of the class are stored. */
    public SerializedType typeOf(Class<?> type) {
        SerializedType name = types.get(type);
        if (name == null) {
            throw new UnknownNameException(
                    type.getName() + " has no published name: it cannot be stored");
        }
        return name;
    }

    public boolean isPublished(Class<?> type) {
        return types.containsKey(type);
    }

    /**
     * The class that reads what is stored under the name, which must be of the current revision by
     * now.
     */
    public Class<?> classOf(SerializedType type) {
        Class<?> known = classes.get(type.getName());
        if (known == null) {
            throw new UnknownNameException(
                    "The stored name " + type.getName() + " is not published");
        }
        if (!typeOf(known).getRevision().equals(type.getRevision())) {
            throw new UnknownNameException(
                    "%s is stored in revision %s, no upcaster leads to the current %s"
                            .formatted(
                                    type.getName(),
                                    type.getRevision(),
                                    typeOf(known).getRevision()));
        }
        return known;
    }

    /** The class of that name, whatever revision of it is stored. */
    public Optional<Class<?>> named(String name) {
        return Optional.ofNullable(classes.get(name));
    }

    public boolean isCurrent(SerializedType type) {
        Class<?> known = classes.get(type.getName());
        return known != null && typeOf(known).getRevision().equals(type.getRevision());
    }

    /** All names with their current revisions. */
    public Map<String, String> currentRevisions() {
        Map<String, String> revisions = new TreeMap<>();
        types.values().forEach(type -> revisions.put(type.getName(), type.getRevision()));
        return revisions;
    }

    public Collection<Class<?>> classes() {
        return classes.values();
    }
}
