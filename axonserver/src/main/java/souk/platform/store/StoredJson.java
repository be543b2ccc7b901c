package souk.platform.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How stored JSON looks: records as they are declared, snapshots by their fields, and nothing that
 * we do not know.
 */
final class StoredJson {

    @JsonAutoDetect(
            fieldVisibility = JsonAutoDetect.Visibility.ANY,
            getterVisibility = JsonAutoDetect.Visibility.NONE,
            isGetterVisibility = JsonAutoDetect.Visibility.NONE,
            setterVisibility = JsonAutoDetect.Visibility.NONE,
            creatorVisibility = JsonAutoDetect.Visibility.ANY)
    private interface ByFields {}

    private StoredJson() {}

    static JsonMapper.Builder configure(JsonMapper.Builder mapper, PublishedNames names) {
        mapper.disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .changeDefaultVisibility(
                        visibility ->
                                visibility.withVisibility(
                                        PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY));
        names.classes().stream()
                .filter(type -> !type.isRecord())
                .forEach(snapshot -> mapper.addMixIn(snapshot, ByFields.class));
        return mapper;
    }
}
