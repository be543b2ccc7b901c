package souk.platform.rest.json;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

import souk.platform.rest.problem.FieldProblem;
import souk.platform.rest.problem.Problem;
import souk.platform.rest.problem.ProblemException;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Finds nulls where a record does not say that it allows them. */
final class MissingMembers {

    private static final ClassValue<List<Member>> MEMBERS =
            new ClassValue<>() {
                @Override
                protected List<Member> computeValue(Class<?> type) {
                    return Arrays.stream(type.getRecordComponents()).map(Member::of).toList();
                }
            };

    private final List<FieldProblem> found = new ArrayList<>();

    static void refuseIn(Object body) {
        MissingMembers missing = new MissingMembers();
        missing.check("", body, false);
        if (!missing.found.isEmpty()) {
            throw new ProblemException(Problem.invalid(missing.found));
        }
    }

    private void check(String path, @Nullable Object value, boolean nullable) {
        switch (value) {
            case null -> {
                if (!nullable) {
                    found.add(new FieldProblem(path, "required", "must be given"));
                }
            }
            case Record holder -> {
                for (Member member : MEMBERS.get(holder.getClass())) {
                    String inside = path.isEmpty() ? member.name : path + "." + member.name;
                    check(inside, member.of(holder), member.nullable);
                }
            }
            case Collection<?> items -> {
                int index = 0;
                for (Object item : items) {
                    check(path + "[" + index++ + "]", item, false);
                }
            }
            case Map<?, ?> entries ->
                    entries.forEach((name, entry) -> check(path + "." + name, entry, false));
            default -> {}
        }
    }

    private record Member(String name, Method accessor, boolean nullable) {

        static Member of(RecordComponent component) {
            ReflectionUtils.makeAccessible(component.getAccessor());
            return new Member(
                    component.getName(),
                    component.getAccessor(),
                    component.getAnnotatedType().isAnnotationPresent(Nullable.class));
        }

        @Nullable Object of(Record holder) {
            return ReflectionUtils.invokeMethod(accessor, holder);
        }
    }
}
