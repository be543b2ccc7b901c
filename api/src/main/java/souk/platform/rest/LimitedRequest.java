package souk.platform.rest;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;

import souk.platform.rest.problem.ProblemCode;
import souk.platform.rest.problem.ProblemException;
import souk.platform.rest.problem.ProblemValve;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A request whose body is read as far, and for as long, as it may be. */
class LimitedRequest extends HttpServletRequestWrapper {

    private static final int MOST_UNREAD = 2 * 1024 * 1024;

    private final int limit;
    private final Duration within;
    private long deadline;
    private boolean broken;

    LimitedRequest(HttpServletRequest request, int limit, Duration within) {
        super(request);
        this.limit = limit;
        this.within = within;
        begin();
    }

    private void begin() {
        deadline = System.nanoTime() + within.toNanos();
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new LimitedStream(super.getInputStream(), limit);
    }

    /**
     * To the end of what nobody has read, or whoever sends it might not look at the answer; but for
     * no longer than somebody would have.
     */
    void readOn(HttpServletResponse response) {
        try {
            ServletInputStream rest = super.getInputStream();
            // asked to wait until he is called for, a client would wait still
            if (!broken && !rest.isFinished() && getHeader(HttpHeaders.EXPECT) == null) {
                response.flushBuffer();
                begin();
                new LimitedStream(rest, MOST_UNREAD).transferTo(OutputStream.nullOutputStream());
            }
            if (!broken && rest.isFinished()) {
                ProblemValve.keepConnection(this);
            }
        } catch (IOException | ProblemException enough) {
            // hung up on
        }
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    private class LimitedStream extends ServletInputStream {

        private final ServletInputStream body;
        private long left;

        LimitedStream(ServletInputStream body, int limit) {
            this.body = body;
            this.left = limit;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            broken = true; // unless it is seen to be whole so far
            int read = body.read(buffer, offset, length);
            broken = false;
            if (read > 0) {
                count(read);
            }
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
