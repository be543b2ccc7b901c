package souk.payment.command;

import org.jspecify.annotations.Nullable;

import souk.kernel.Ids;
import souk.kernel.Money;
import souk.kernel.Sha256;
import souk.payment.PaymentEvent;
import souk.payment.PaymentEvent.RefundElsewhereFailed;
import souk.payment.PaymentEvent.RefundedElsewhere;
import souk.payment.RefundId;
import souk.payment.command.Capture.Elsewhere;
import souk.payment.command.Notice.Gone;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What others have given back of a capture at the provider's. Each refund of theirs is known by
 * itself, so that one of them can fail.
 *
 * @param notice absent where we asked
 */
record OthersRefunds(PaymentState state, Capture capture, @Nullable String notice) {

    /** What has happened to them, where these are all that are not off: never more than is left. */
    List<PaymentEvent> areNow(List<Gone> gone) {
        Map<RefundId, Gone> theirs = new LinkedHashMap<>();
        gone.stream()
                .filter(it -> !isOurs(it))
                .forEach(it -> theirs.put(nameOf(it.providerRefund()), it));

        List<PaymentEvent> happened = new ArrayList<>();
        long left = state.refundable(capture).amount();
        for (Elsewhere known : capture.others()) {
            if (!theirs.containsKey(known.refund())) {
                happened.add(failed(known));
                left += known.amount().amount();
            }
        }
        for (Map.Entry<RefundId, Gone> it : theirs.entrySet()) {
            Elsewhere known = capture.other(it.getKey()).orElse(null);
            long before = known == null ? 0 : known.amount().amount();
            long due = Math.min(it.getValue().amount().amount(), before + left);
            if (due == before) {
                continue;
            }
            if (known != null) {
                happened.add(failed(known));
            }
            happened.add(given(it.getKey(), due, it.getValue().providerRefund()));
            left -= due - before;
        }
        return happened;
    }

    // after an older backup some have our name that we don't remember, or that we refused since
    private boolean isOurs(Gone gone) {
        return gone.ours() != null
                && state.refund(gone.ours()).filter(it -> !it.hasFailed()).isPresent();
    }

    /** Whoever hears of it again calls it the same. */
    static RefundId nameOf(String providerRefund) {
        byte[] hash = Sha256.of(providerRefund);
        long time = ByteBuffer.wrap(hash, hash.length - Long.BYTES, Long.BYTES).getLong() >>> 16;
        return new RefundId(Ids.of(RefundId.PREFIX, time, hash));
    }

    private RefundedElsewhere given(RefundId refund, long amount, String byProvider) {
        return new RefundedElsewhere(
                state.paymentId(),
                state.reference(),
                refund,
                capture.transaction(),
                new Money(amount, state.amount().currency()),
                byProvider,
                notice);
    }

    private RefundElsewhereFailed failed(Elsewhere known) {
        return new RefundElsewhereFailed(
                state.paymentId(),
                state.reference(),
                known.refund(),
                capture.transaction(),
                known.amount(),
                notice);
    }
}
