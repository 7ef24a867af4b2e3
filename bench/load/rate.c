// Load for the side-by-side measurements: one thread, one epoll, N connections with at most one request each.
//   --rate 0   closed loop: the next request leaves when the answer is whole (finds the maximum rate)
//   --rate R   open loop: requests are due at moments drawn in advance (Poisson, seeded, so every proxy sees the
//              same schedule); latency counts from the due moment, so a slow answer is not hidden by waiting for it
// wrk has no rate and starts its clock when it sends; that is why this exists. wrk stays as the cross-check.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <math.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include "histogram.h"
#include "options.h"
#include "response.h"
#include "watch.h"

enum { HEAD_CAPACITY = 16384, EVENTS = 128 };

enum state { CLOSED, IDLE, SENDING, READING_HEAD, READING_BODY };

struct connection {
    int fd;
    enum state state;
    int64_t due;                 // when the request in flight should have left
    size_t sent, head_used;
    long body_left;
    char head[HEAD_CAPACITY];    // bytes of the answer until its head is whole; a small body lands here too
};

static struct options options;
static struct connection *connections;
static int *idle, idle_first, idle_count;                    // first in, first out: all connections stay in use
static int poller;
static struct sockaddr_in target;
static struct histogram latencies;
static uint64_t bad_status, bad_length, broken, refused, reconnects, random_state;
static int next_source;

static int64_t now_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static double exponential_gap(void) {
    random_state ^= random_state << 13; random_state ^= random_state >> 7; random_state ^= random_state << 17;
    return -log(((double)(random_state >> 11) + 1) / 9007199254740993.0);
}

static void put_idle(struct connection *c) {
    idle[(idle_first + idle_count++) % options.connections] = (int)(c - connections);
}

static struct connection *take_idle(void) {
    struct connection *c = &connections[idle[idle_first]];
    idle_first = (idle_first + 1) % options.connections;
    idle_count--;
    return c;
}

static void close_connection(struct connection *c) {
    close(c->fd);
    c->fd = -1;
    c->state = CLOSED;
}

static int open_connection(struct connection *c) {
    c->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    int on = 1;
    setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    // Loopback loses nothing: the simplest congestion control leaves more of the processor to the servers beside it.
    setsockopt(c->fd, IPPROTO_TCP, TCP_CONGESTION, "reno", 4);
    if (options.fresh) {
        // A port is unusable for a second after its connection ended; several addresses have enough ports for any rate.
        setsockopt(c->fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
        struct sockaddr_in source = { .sin_family = AF_INET };
        source.sin_addr.s_addr = htonl(0x7f000101u + (unsigned)(next_source++ % options.sources));
        bind(c->fd, (struct sockaddr *)&source, sizeof source);
    }
    if (connect(c->fd, (struct sockaddr *)&target, sizeof target) && errno != EINPROGRESS) {
        refused++;
        close_connection(c);
        return 0;
    }
    struct epoll_event event = { .events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, .data.ptr = c };
    epoll_ctl(poller, EPOLL_CTL_ADD, c->fd, &event);
    return 1;
}

static void send_rest(struct connection *c) {
    ssize_t n = send(c->fd, options.request + c->sent, options.request_length - c->sent, MSG_NOSIGNAL);
    if (n > 0) c->sent += (size_t)n;                         // on any error the readable side reports the end
    if (c->sent == options.request_length) { c->state = READING_HEAD; c->head_used = 0; }
}

static void begin(struct connection *c, int64_t due) {
    c->due = due;
    c->sent = 0;
    if (c->fd < 0 && !open_connection(c)) { put_idle(c); return; }
    c->state = SENDING;
    send_rest(c);       // over loopback the handshake is done when connect returns, so this nearly always succeeds
}

static void finish(struct connection *c) {
    int64_t now = now_ns();
    histogram_add(&latencies, (uint64_t)(now - c->due));
    c->state = IDLE;
    if (options.fresh) close_connection(c);                  // like curl: the client closes once it has its answer
    if (options.rate > 0) put_idle(c); else begin(c, now);
}

static void lose(struct connection *c) {
    if (c->state == IDLE) reconnects++; else broken++;
    int queued = c->state == IDLE && options.rate > 0;       // it already waits in the idle queue
    close_connection(c);
    if (queued) return;
    if (options.rate > 0) put_idle(c); else begin(c, now_ns());
}

// The answer's head is whole: judge it, and count what of the body is still to come.
static int accept_head(struct connection *c, const struct head *head) {
    if (head->status != 200) bad_status++;
    if (head->content_length != options.body_length) bad_length++;
    if (head->status != 200 || head->content_length != options.body_length) { c->state = READING_HEAD; lose(c); return 0; }
    c->body_left = head->content_length - (long)(c->head_used - head->length);
    c->state = READING_BODY;
    return 1;
}

static void read_answer(struct connection *c) {
    for (;;) {
        int in_body = c->state == READING_BODY;
        size_t wanted = in_body ? (size_t)c->body_left : HEAD_CAPACITY - c->head_used;
        // MSG_TRUNC drops body bytes inside the kernel: the load must not be the bottleneck with big bodies.
        ssize_t n = in_body ? recv(c->fd, 0, wanted, MSG_TRUNC) : recv(c->fd, c->head + c->head_used, wanted, 0);
        if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
        if (n <= 0) { lose(c); return; }
        if (in_body) c->body_left -= n;
        else {
            struct head head;
            c->head_used += (size_t)n;
            if (!read_head(c->head, c->head_used, &head)) { if (c->head_used == HEAD_CAPACITY) { bad_length++; lose(c); return; } continue; }
            if (!accept_head(c, &head)) return;
        }
        if (c->body_left < 0) { bad_length++; lose(c); return; }
        if (c->body_left == 0) { finish(c); return; }
        // A short read has emptied the socket; the edge-triggered event comes again with the next bytes.
        if ((size_t)n < wanted) return;
    }
}

static void handle(struct epoll_event *event) {
    struct connection *c = event->data.ptr;
    if (c->fd < 0) return;
    if (c->state == SENDING && (event->events & EPOLLOUT)) send_rest(c);
    if (c->state == READING_HEAD || c->state == READING_BODY) { if (event->events & ~EPOLLOUT) read_answer(c); }
    else if (event->events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) lose(c);
}

static int64_t next_due;

static void run_until(int64_t end) {
    struct epoll_event events[EVENTS];
    for (int64_t now = now_ns(); now < end; now = now_ns()) {
        for (; options.rate > 0 && next_due <= now && idle_count > 0; next_due += (int64_t)(exponential_gap() * 1e9 / options.rate))
            begin(take_idle(), next_due);
        int64_t until = options.rate > 0 && idle_count > 0 && next_due < end ? next_due : end;
        int64_t wait = until > now ? until - now : 0;
        struct timespec timeout = { wait / 1000000000, wait % 1000000000 };
        int count = epoll_pwait2(poller, events, EVENTS, &timeout, 0);
        for (int i = 0; i < count; i++) handle(&events[i]);
    }
}

static double own_cpu_seconds(void) {
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    return u.ru_utime.tv_sec + u.ru_stime.tv_sec + (u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

static void start(void) {
    target = (struct sockaddr_in){ .sin_family = AF_INET, .sin_port = htons((uint16_t)options.port) };
    inet_pton(AF_INET, options.host, &target.sin_addr);
    poller = epoll_create1(EPOLL_CLOEXEC);
    connections = calloc((size_t)options.connections, sizeof *connections);
    idle = calloc((size_t)options.connections, sizeof *idle);
    random_state = options.seed * 0x9e3779b97f4a7c15ull | 1;
    prctl(PR_SET_TIMERSLACK, 1);                             // the default slack of 50 us would blur the schedule
    next_due = now_ns();
    for (int i = 0; i < options.connections; i++) {
        connections[i].fd = -1;
        if (options.rate > 0) put_idle(&connections[i]); else begin(&connections[i], now_ns());
    }
}

int main(int count, char **values) {
    options = read_options(count, values);
    signal(SIGPIPE, SIG_IGN);
    start();
    int64_t begin_window = now_ns() + (int64_t)(options.warmup_seconds * 1e9);
    run_until(begin_window);
    histogram_clear(&latencies);
    bad_status = bad_length = broken = refused = reconnects = 0;
    double own = own_cpu_seconds();
    struct cpu_ticks before = read_ticks(options.watch);
    unsigned long busy_before = read_busy_ticks(options.processor);
    int64_t started = now_ns();
    run_until(started + (int64_t)(options.window_seconds * 1e9));
    int64_t ended = now_ns();
    struct cpu_ticks after = read_ticks(options.watch);
    unsigned long busy_after = read_busy_ticks(options.processor);
    own = own_cpu_seconds() - own;
    double seconds = (double)(ended - started) / 1e9, tick_us = 1e6 / (double)sysconf(_SC_CLK_TCK);
    printf("{\"requests\": %lu, \"seconds\": %.4f, \"late_s\": %.4f, \"p50_us\": %.1f, \"p90_us\": %.1f, \"p99_us\": %.1f, "
           "\"p999_us\": %.1f, \"max_us\": %.1f, \"user_us\": %.0f, \"system_us\": %.0f, \"processor_us\": %.0f, \"load_cpu_s\": %.3f, "
           "\"bad_status\": %lu, \"bad_length\": %lu, \"broken\": %lu, \"refused\": %lu, \"reconnects\": %lu}\n",
           latencies.count, seconds, options.rate > 0 && next_due < ended ? (double)(ended - next_due) / 1e9 : 0.0,
           histogram_quantile_us(&latencies, .5), histogram_quantile_us(&latencies, .9),
           histogram_quantile_us(&latencies, .99), histogram_quantile_us(&latencies, .999), (double)latencies.max / 1e3,
           (double)(after.user - before.user) * tick_us, (double)(after.system - before.system) * tick_us,
           (double)(busy_after - busy_before) * tick_us, own,
           bad_status, bad_length, broken, refused, reconnects);
    return 0;
}
