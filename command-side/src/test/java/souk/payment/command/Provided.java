package souk.payment.command;

import org.springframework.beans.factory.ObjectProvider;

import java.util.function.Supplier;

/** As if the container had it. */
record Provided<T>(Supplier<T> source) implements ObjectProvider<T> {

    @Override
    public T getObject() {
        return source.get();
    }
}
