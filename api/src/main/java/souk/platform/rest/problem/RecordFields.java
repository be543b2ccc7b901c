package souk.platform.rest.problem;

import org.springframework.util.ReflectionUtils;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a record holds, by name: the typed extras of a refusal. */
final class RecordFields {

    private RecordFields() {}

    static Map<String, Object> of(Object record) {
        Map<String, Object> fields = new LinkedHashMap<>();
        RecordComponent[] components = record.getClass().getRecordComponents();
        if (components == null) {
            return fields;
        }
        for (RecordComponent component : components) {
            ReflectionUtils.makeAccessible(component.getAccessor());
            Object value = ReflectionUtils.invokeMethod(component.getAccessor(), record);
            if (value != null) {
                fields.put(component.getName(), value);
            }
        }
        return fields;
    }
}
