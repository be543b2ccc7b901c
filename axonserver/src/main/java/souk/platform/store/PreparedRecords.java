package souk.platform.store;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.ValueInstantiators;
import tools.jackson.databind.deser.std.StdValueInstantiator;
import tools.jackson.databind.introspect.AnnotatedWithParams;
import tools.jackson.databind.module.SimpleModule;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;

/**
 * Makes records by handles that are prepared once. Jackson adapts its own anew for each record,
 * which is a quarter of the work of reading events.
 */
final class PreparedRecords extends SimpleModule {

    private static final MethodType OF_ALL = MethodType.methodType(Object.class, Object[].class);

    PreparedRecords() {
        super("souk-records");
    }

    /** Takes all components in one array. */
    static MethodHandle constructing(Constructor<?> constructor) {
        constructor.trySetAccessible();
        try {
            return MethodHandles.lookup()
                    .unreflectConstructor(constructor)
                    .asSpreader(Object[].class, constructor.getParameterCount())
                    .asType(OF_ALL);
        } catch (IllegalAccessException hidden) {
            throw new IllegalStateException(constructor + " can't be called", hidden);
        }
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addValueInstantiators(new Preparing());
    }

    private static final class Preparing extends ValueInstantiators.Base {

        @Override
        public ValueInstantiator modifyValueInstantiator(
                DeserializationConfig config,
                BeanDescription.Supplier described,
                ValueInstantiator given) {
            return described.getBeanClass().isRecord()
                            && given.getClass() == StdValueInstantiator.class
                    ? new Prepared((StdValueInstantiator) given)
                    : given;
        }
    }

    private static final class Prepared extends StdValueInstantiator {

        private final @Nullable MethodHandle ofComponents;
        private final @Nullable MethodHandle ofText;

        Prepared(StdValueInstantiator given) {
            super(given);
            ofComponents = handle(_withArgsCreator);
            ofText = handle(_fromStringCreator);
        }

        private static @Nullable MethodHandle handle(@Nullable AnnotatedWithParams creator) {
            if (creator == null
                    || !(creator.getAnnotated() instanceof Constructor<?> constructor)) {
                return null;
            }
            return constructing(constructor);
        }

        @Override
        public Object createFromObjectWith(DeserializationContext context, Object[] components) {
            return ofComponents == null
                    ? super.createFromObjectWith(context, components)
                    : make(ofComponents, context, components);
        }

        @Override
        public Object createFromString(DeserializationContext context, String text) {
            return ofText == null
                    ? super.createFromString(context, text)
                    : make(ofText, context, new Object[] {text});
        }

        private Object make(
                MethodHandle constructor, DeserializationContext context, Object[] components) {
            try {
                return (Object) constructor.invokeExact(components);
            } catch (Error error) {
                throw error;
            } catch (Throwable refused) {
                return context.handleInstantiationProblem(
                        getValueClass(), components, rewrapCtorProblem(context, refused));
            }
        }
    }
}
