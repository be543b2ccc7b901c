package souk.platform.store;

import org.jspecify.annotations.Nullable;

import souk.kernel.Personal;

import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** How values of one type are read where they look as they always do. */
interface StoredShape {

    /** Throws {@link JsonBytes.Unlike} where they don't. */
    @Nullable Object read(JsonBytes json);

    /** Whether some of it is sealed. */
    default boolean isPersonal() {
        return false;
    }

    static StoredShape nullable(StoredShape shape) {
        return new StoredShape() {
            @Override
            public @Nullable Object read(JsonBytes json) {
                return json.passesNull() ? null : shape.read(json);
            }

            @Override
            public boolean isPersonal() {
                return shape.isPersonal();
            }
        };
    }

    /** An object with all its fields, in the order in which they are declared. */
    record Fields(byte[][] names, StoredShape[] values, MethodHandle constructor)
            implements StoredShape {

        static Fields of(List<String> names, List<StoredShape> values, MethodHandle constructor) {
            byte[][] written = new byte[names.size()][];
            for (int i = 0; i < written.length; i++) {
                String name = (i == 0 ? "{\"" : ",\"") + names.get(i) + "\":";
                written[i] = name.getBytes(StandardCharsets.UTF_8);
            }
            return new Fields(written, values.toArray(StoredShape[]::new), constructor);
        }

        @Override
        public Object read(JsonBytes json) {
            @Nullable Object[] components = new @Nullable Object[values.length];
            for (int i = 0; i < components.length; i++) {
                json.pass(names[i]);
                components[i] = values[i].read(json);
            }
            json.pass('}');
            return made(constructor, components);
        }

        @Override
        public boolean isPersonal() {
            for (StoredShape value : values) {
                if (value.isPersonal()) {
                    return true;
                }
            }
            return false;
        }
    }

    /** What stands for its only component. */
    record Alone(StoredShape value, MethodHandle constructor) implements StoredShape {
        @Override
        public Object read(JsonBytes json) {
            return made(constructor, new @Nullable Object[] {value.read(json)});
        }
    }

    record Many(StoredShape element, Supplier<Collection<@Nullable Object>> empty)
            implements StoredShape {
        @Override
        public Object read(JsonBytes json) {
            Collection<@Nullable Object> all = empty.get();
            json.pass('[');
            if (!json.passes(']')) {
                do {
                    all.add(element.read(json));
                } while (json.passes(','));
                json.pass(']');
            }
            return all;
        }

        @Override
        public boolean isPersonal() {
            return element.isPersonal();
        }
    }

    record Named(StoredShape value) implements StoredShape {
        @Override
        public Object read(JsonBytes json) {
            Map<String, @Nullable Object> all = new LinkedHashMap<>();
            json.pass('{');
            if (!json.passes('}')) {
                do {
                    String name = json.text();
                    json.pass(':');
                    all.put(name, value.read(json));
                } while (json.passes(','));
                json.pass('}');
            }
            return all;
        }

        @Override
        public boolean isPersonal() {
            return value.isPersonal();
        }
    }

    /** About a person: sealed, or nothing is left of it. */
    record About(StoredShape value, PersonalModule.Cipher cipher) implements StoredShape {

        private static final byte[] SUBJECT = "{\"subject\":".getBytes(StandardCharsets.US_ASCII);
        private static final byte[] SEALED = "\"sealed\":".getBytes(StandardCharsets.US_ASCII);

        @Override
        public Object read(JsonBytes json) {
            json.pass(SUBJECT);
            String subject = json.text();
            if (json.passes('}')) {
                return new Personal.Erased<>(subject);
            }
            json.pass(',');
            json.pass(SEALED);
            byte[] sealed = Base64.getDecoder().decode(json.raw());
            json.pass('}');
            byte[] plain = cipher.open(subject, sealed);
            if (plain == null) {
                return new Personal.Erased<>(subject);
            }
            JsonBytes opened = new JsonBytes(plain);
            Object read = value.read(opened);
            opened.end();
            if (read == null) {
                throw JsonBytes.Unlike.OURS;
            }
            return Personal.of(subject, read);
        }

        @Override
        public boolean isPersonal() {
            return true;
        }
    }

    private static Object made(MethodHandle constructor, @Nullable Object[] components) {
        try {
            return (Object) constructor.invokeExact(components);
        } catch (Error error) {
            throw error;
        } catch (Throwable refused) {
            throw JsonBytes.Unlike.OURS; // whoever reads it then says why
        }
    }
}
