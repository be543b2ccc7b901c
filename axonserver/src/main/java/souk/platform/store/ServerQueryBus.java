package souk.platform.store;

import org.axonframework.axonserver.connector.query.AxonServerQueryBus;
import org.axonframework.queryhandling.QueryMessage;
import org.axonframework.queryhandling.QueryResponseMessage;

import java.util.concurrent.CompletableFuture;

/** Queries by way of Axon Server; who asks one learns as a refusal that nobody can be reached. */
class ServerQueryBus extends AxonServerQueryBus {

    ServerQueryBus(Builder builder) {
        super(builder);
    }

    @Override
    public <Q, R> CompletableFuture<QueryResponseMessage<R>> query(QueryMessage<Q, R> query) {
        return super.query(query)
                .thenCompose(
                        answer ->
                                answer.isExceptional()
                                        ? told(answer.exceptionResult(), answer)
                                        : CompletableFuture.completedFuture(answer))
                .exceptionallyCompose(failure -> told(failure));
    }

    // some failures come as answers, others instead of one
    private static <R> CompletableFuture<QueryResponseMessage<R>> told(
            Throwable failure, QueryResponseMessage<R> answer) {
        return Unreachable.in(failure, "the query side")
                .map(CompletableFuture::<QueryResponseMessage<R>>failedFuture)
                .orElseGet(() -> CompletableFuture.completedFuture(answer));
    }

    private static <R> CompletableFuture<QueryResponseMessage<R>> told(Throwable failure) {
        return CompletableFuture.failedFuture(
                Unreachable.in(failure, "the query side")
                        .<Throwable>map(refusal -> refusal)
                        .orElse(failure));
    }
}
