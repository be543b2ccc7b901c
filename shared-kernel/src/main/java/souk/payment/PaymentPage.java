package souk.payment;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Some of many payments, and where to go on. */
public record PaymentPage(List<PaymentView> items, @Nullable String next, @Nullable Long total) {

    public PaymentPage {
        items = List.copyOf(items);
    }
}
