package souk.platform.store;

import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.queryhandling.QueryMessage;
import org.jspecify.annotations.Nullable;

import souk.kernel.CommonRejection.ServiceUnavailable;
import souk.kernel.Rejected;

/** Refuses queries whose handler cannot reach its tables: whoever asked may ask again. */
class OutageReport implements MessageHandlerInterceptor<QueryMessage<?, ?>> {

    @Override
    public @Nullable Object handle(
            UnitOfWork<? extends QueryMessage<?, ?>> unit, InterceptorChain chain)
            throws Exception {
        try {
            return chain.proceed();
        } catch (RuntimeException failure) {
            if (Outage.isBehind(failure)) {
                throw new Rejected(new ServiceUnavailable("the views"));
            }
            throw failure;
        }
    }
}
