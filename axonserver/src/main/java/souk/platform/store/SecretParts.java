package souk.platform.store;

import souk.kernel.Secret;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** What is secret of a type of events: components and whole types, however deep they lie. */
final class SecretParts {

    private SecretParts() {}

    static Stream<AnnotatedElement> of(Class<?> event) {
        return in(event, new HashSet<>());
    }

    static boolean isAlways(AnnotatedElement secret) {
        Secret mark = secret.getAnnotation(Secret.class);
        return secret instanceof Class<?> || mark != null && mark.always();
    }

    private static Stream<AnnotatedElement> in(Type type, Set<Type> seen) {
        if (!seen.add(type)) {
            return Stream.empty();
        }
        if (type instanceof ParameterizedType generic) {
            return Stream.concat(
                            Stream.of(generic.getRawType()),
                            Stream.of(generic.getActualTypeArguments()))
                    .flatMap(it -> in(it, seen));
        }
        if (!(type instanceof Class<?> known)) {
            return Stream.empty();
        }
        Stream<AnnotatedElement> inside =
                known.isRecord()
                        ? Stream.of(known.getRecordComponents()).flatMap(it -> at(it, seen))
                        : known.isSealed()
                                ? Stream.of(known.getPermittedSubclasses())
                                        .flatMap(it -> in(it, seen))
                                : Stream.empty();
        return Stream.concat(itself(known), inside);
    }

    private static Stream<AnnotatedElement> at(RecordComponent component, Set<Type> seen) {
        return Stream.concat(itself(component), in(component.getGenericType(), seen));
    }

    private static Stream<AnnotatedElement> itself(AnnotatedElement element) {
        return element.isAnnotationPresent(Secret.class) ? Stream.of(element) : Stream.empty();
    }
}
