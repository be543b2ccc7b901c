package souk.platform.store;

import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

import java.util.Set;

/**
 * Messages between nodes, tokens and sagas: named by class, and therefore only classes of ours, of
 * Axon's and a few values of the JDK, whatever name arrives.
 */
final class AllowListedSerializer extends Jackson3Serializer {

    private static final Set<String> PACKAGES = Set.of("souk.", "org.axonframework.");
    private static final Set<String> VALUES =
            Set.of(
                    "java.lang.String",
                    "java.lang.Integer",
                    "java.lang.Long",
                    "java.lang.Boolean",
                    "java.lang.Double",
                    "java.lang.Object",
                    "java.util.List",
                    "java.util.ArrayList",
                    "java.util.Map",
                    "java.util.LinkedHashMap",
                    "java.util.HashMap",
                    "java.util.ImmutableCollections$ListN",
                    "java.util.ImmutableCollections$List12",
                    "java.util.Optional",
                    "java.time.Instant",
                    "[B",
                    "[Ljava.lang.Object;");

    private AllowListedSerializer(Builder builder) {
        super(builder);
    }

    static AllowListedSerializer create() {
        Builder builder =
                builder()
                        .jsonMapperBuilderCustomizer(
                                // 4.13.0 writes ReplayTokens that it refuses to read: axon #4160
                                mapper ->
                                        mapper.polymorphicTypeValidator(
                                                        BasicPolymorphicTypeValidator.builder()
                                                                .allowIfSubType(
                                                                        "org.axonframework.")
                                                                .build())
                                                .addModule(PersonalModule.plain())
                                                .findAndAddModules());
        return new AllowListedSerializer(builder);
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        String name = type.getName();
        if (!SerializedType.emptyType().equals(type)
                && !VALUES.contains(name)
                && PACKAGES.stream().noneMatch(name::startsWith)) {
            throw new UnknownNameException("Messages of type " + name + " are not read");
        }
        return super.classForType(type);
    }
}
