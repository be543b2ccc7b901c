package souk.audit.command;

import souk.kernel.Credential;
import souk.kernel.Personal;
import souk.kernel.Secret;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.ValueSerializerModifier;

import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Leaves personal values and secrets out of what is written, as far as {@link Sight} says. */
final class MaskModule extends SimpleModule {

    private static final String MASKED = "masked";
    private static final String ERASED = "erased";
    private static final String SECRET = "secret";

    MaskModule() {
        super("souk-mask");
        addSerializer(new People());
        setSerializerModifier(new Secrets());
    }

    private static Sight sightOf(SerializationContext context) {
        return (Sight)
                Objects.requireNonNull(
                        context.getAttribute(Sight.class), "nobody said what may be seen");
    }

    @SuppressWarnings("rawtypes") // Jackson finds serializers by raw type
    private static final class People extends ValueSerializer<Personal> {

        @Override
        public Class<Personal> handledType() {
            return Personal.class;
        }

        @Override
        public void serialize(Personal value, JsonGenerator json, SerializationContext context) {
            if (!(value instanceof Personal.Known<?> known)) {
                json.writeString(ERASED);
            } else if (sightOf(context).personal().test(value.subject())) {
                context.writeValue(json, known.value());
            } else {
                json.writeString(MASKED);
            }
        }
    }

    private static final class Secrets extends ValueSerializerModifier {

        @Override
        public List<BeanPropertyWriter> changeProperties(
                SerializationConfig config,
                BeanDescription.Supplier bean,
                List<BeanPropertyWriter> properties) {
            return properties.stream().map(Secrets::masked).toList();
        }

        private static BeanPropertyWriter masked(BeanPropertyWriter property) {
            if (said(Credential.class, property.getMember()).isPresent()) {
                return new CredentialWriter(property);
            }
            return said(Secret.class, property.getMember())
                    .<BeanPropertyWriter>map(it -> new SecretWriter(property, it.always()))
                    .orElse(property);
        }

        // of records, Jackson knows the accessors; what is declared, the fields tell
        private static <A extends Annotation> Optional<A> said(
                Class<A> annotation, AnnotatedMember property) {
            return Arrays.stream(property.getDeclaringClass().getDeclaredFields())
                    .filter(field -> field.getName().equals(property.getName()))
                    .filter(field -> field.isAnnotationPresent(annotation))
                    .map(field -> field.getAnnotation(annotation))
                    .findFirst();
        }
    }

    /** Whoever looks. */
    private static final class CredentialWriter extends BeanPropertyWriter {

        CredentialWriter(BeanPropertyWriter property) {
            super(property);
        }

        @Override
        public void serializeAsProperty(
                Object bean, JsonGenerator json, SerializationContext context) throws Exception {
            if (get(bean) instanceof Personal.Known<?>) {
                json.writeStringProperty(getName(), MASKED);
            } else {
                super.serializeAsProperty(bean, json, context);
            }
        }
    }

    /** Whether there is anything is part of the secret. */
    private static final class SecretWriter extends BeanPropertyWriter {

        private final boolean always;

        SecretWriter(BeanPropertyWriter property, boolean always) {
            super(property);
            this.always = always;
        }

        @Override
        public void serializeAsProperty(
                Object bean, JsonGenerator json, SerializationContext context) throws Exception {
            if (!always && sightOf(context).disclosed().getAsBoolean()) {
                super.serializeAsProperty(bean, json, context);
            } else {
                json.writeStringProperty(getName(), SECRET);
            }
        }
    }
}
