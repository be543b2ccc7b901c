package souk.platform.rest;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

import souk.platform.rest.problem.ProblemCode;
import souk.platform.rest.problem.ProblemException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A request whose body is read as far, and for as long, as it may be. */
class LimitedRequest extends HttpServletRequestWrapper {

    private final int limit;
    private final long deadline;

    LimitedRequest(HttpServletRequest request, int limit, Duration within) {
        super(request);
        this.limit = limit;
        this.deadline = System.nanoTime() + within.toNanos();
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new LimitedStream(super.getInputStream(), limit, deadline);
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    private static class LimitedStream extends ServletInputStream {

        private final ServletInputStream body;
        private final long deadline;
        private long left;

        LimitedStream(ServletInputStream body, int limit, long deadline) {
            this.body = body;
            this.left = limit;
            this.deadline = deadline;
        }

        @Override
        public int read() throws IOException {
            int read = body.read();
            if (read >= 0) {
                count(1);
            }
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = body.read(buffer, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) {
            left -= read;
            if (left < 0) {
                throw new ProblemException(ProblemCode.BODY_TOO_LARGE);
            }
            // each read waits for a while only, but there may be one for each byte
            if (System.nanoTime() - deadline > 0) {
                throw new ProblemException(ProblemCode.BODY_TOO_SLOW);
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
