package souk.platform.query.rebuild;

import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.Message;

import souk.kernel.EventArchive.Happened;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.time.Instant;
import java.util.Optional;

/** A handler that wants an event, and at most when and as which of its stream it happened. */
final class PlainHandler implements Fold.Handler {

    private static final MethodType ALL =
            MethodType.methodType(
                    void.class, Object.class, Object.class, Instant.class, long.class);

    private final Object handlers;
    private final MethodHandle method;

    private PlainHandler(Object handlers, MethodHandle method) {
        this.handlers = handlers;
        this.method = method;
    }

    /** Empty if it wants more. */
    static Optional<PlainHandler> of(Method method, Object handlers) {
        Parameter[] parameters = method.getParameters();
        if (Modifier.isStatic(method.getModifiers())
                || Message.class.isAssignableFrom(parameters[0].getType())) {
            return Optional.empty();
        }
        int[] order = new int[1 + parameters.length];
        order[1] = 1;
        for (int i = 1; i < parameters.length; i++) {
            order[i + 1] = place(parameters[i]);
            if (order[i + 1] < 0) {
                return Optional.empty();
            }
        }
        method.trySetAccessible();
        try {
            MethodHandle handle = MethodHandles.lookup().unreflect(method);
            MethodType given = ALL.changeReturnType(handle.type().returnType());
            for (int i = 0; i < 2; i++) {
                given = given.changeParameterType(i, handle.type().parameterType(i));
            }
            return Optional.of(
                    new PlainHandler(
                            handlers,
                            MethodHandles.permuteArguments(handle, given, order).asType(ALL)));
        } catch (IllegalAccessException hidden) {
            throw new IllegalStateException(method + " can't be called", hidden);
        }
    }

    private static int place(Parameter parameter) {
        if (parameter.isAnnotationPresent(Timestamp.class)
                && parameter.getType() == Instant.class) {
            return 2;
        }
        return parameter.isAnnotationPresent(SequenceNumber.class)
                        && parameter.getType() == long.class
                ? 3
                : -1;
    }

    @Override
    public void handle(String stream, Happened event) throws Exception {
        try {
            method.invokeExact(handlers, event.payload(), event.time(), event.sequence());
        } catch (Exception | Error failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
