// The floor: what forwarding costs when nothing is understood. Bytes go from a client to a server and back; no HTTP,
// no headers, no limits, no timeouts. A proxy that knows HTTP cannot be cheaper than this by much; the distance to it is
// what HTTP costs. One thread, edge-triggered epoll, one descriptor pair for each client, 64 KiB copied at a time.
// A server connection goes back to the idle ones when its client leaves, so that new clients find open ones. Whether the
// answer was whole it cannot know: fit for measuring with clients that wait for their answer, and for nothing else.
// Usage: floor LISTEN_PORT SERVER_PORT...
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

enum { DESCRIPTORS = 20000, COPY = 65536, EVENTS = 200 };

struct side { int peer, is_client; size_t held; char *stash; };   // stash: read from here, not yet taken by peer
static struct side sides[DESCRIPTORS];
static int idle[DESCRIPTORS], idle_count, poller, listener, server_count, next_server;
static struct sockaddr_in servers[16];
static char copy[COPY];

static struct sockaddr_in loopback(const char *port) {
    return (struct sockaddr_in){ .sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(port)), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
}

static void watch(int fd) {
    struct epoll_event event = { .events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, .data.fd = fd };
    epoll_ctl(poller, EPOLL_CTL_ADD, fd, &event);
}

static int connect_server(void) {
    int fd = socket(AF_INET, SOCK_STREAM, 0), on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    // Connects before it turns non-blocking: over loopback that takes no time, and it happens once for each connection.
    if (connect(fd, (struct sockaddr *)&servers[next_server++ % server_count], sizeof *servers)) { perror("connect"); exit(1); }
    int flags = 1;
    ioctl(fd, FIONBIO, &flags);
    watch(fd);
    return fd;
}

static void forget(int fd) {
    free(sides[fd].stash);
    sides[fd] = (struct side){ .peer = -1 };
}

// One side ended. When it was the client and no byte is on its way, the server's connection stays; else both end.
static void end_pair(int fd) {
    int client = sides[fd].is_client ? fd : sides[fd].peer, server = sides[fd].is_client ? sides[fd].peer : fd;
    int reusable = fd == client && server >= 0 && !sides[server].held && !sides[client].held;
    if (client >= 0) { forget(client); close(client); }
    if (server < 0) return;
    forget(server);
    if (reusable) idle[idle_count++] = server; else close(server);
}

static void accept_clients(void) {
    for (int fd, on = 1; (fd = accept4(listener, 0, 0, SOCK_NONBLOCK)) >= 0;) {
        if (fd >= DESCRIPTORS - 1) { close(fd); continue; }
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        int server = idle_count ? idle[--idle_count] : connect_server();
        sides[fd] = (struct side){ .peer = server, .is_client = 1 };
        sides[server] = (struct side){ .peer = fd };
        watch(fd);
    }
}

// 1: the peer took everything; 0: it is full (the rest is kept, and nothing more is read until it went out); -1: it is gone.
static int give(int from, const char *bytes, size_t length) {
    ssize_t n = send(sides[from].peer, bytes, length, MSG_NOSIGNAL);
    if (n < 0 && errno != EAGAIN) return -1;
    size_t taken = n > 0 ? (size_t)n : 0;
    if (taken == length) return 1;
    if (!sides[from].stash) sides[from].stash = malloc(COPY);
    memmove(sides[from].stash, bytes + taken, length - taken);
    sides[from].held = length - taken;
    return 0;
}

static void forward(int from) {
    while (sides[from].peer >= 0) {
        size_t held = sides[from].held;
        sides[from].held = 0;
        int given = held ? give(from, sides[from].stash, held) : 1;
        if (given == 0) return;
        ssize_t n = given < 0 ? 0 : recv(from, copy, COPY, 0);
        if (n < 0 && errno == EAGAIN) return;
        if (n <= 0) { end_pair(from); return; }
        given = give(from, copy, (size_t)n);
        if (given < 0) { end_pair(from); return; }
        if (given == 0 || n < COPY) return;           // a short read has emptied the socket; one recv an event saves a call
    }
}

static void handle(struct epoll_event *event) {
    int fd = event->data.fd;
    if (fd == listener) { accept_clients(); return; }
    if (sides[fd].peer < 0) {                         // an idle server connection that its server closed
        if (event->events & EPOLLRDHUP)
            for (int i = 0; i < idle_count; i++) if (idle[i] == fd) { idle[i] = idle[--idle_count]; close(fd); break; }
        return;
    }
    int peer = sides[fd].peer;
    if ((event->events & EPOLLOUT) && sides[peer].held) forward(peer);
    if (sides[fd].peer != peer || sides[fd].held) return;
    if (event->events & ~EPOLLOUT) forward(fd);
    if (sides[fd].peer == peer && (event->events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) && !sides[fd].held) end_pair(fd);
}

int main(int count, char **values) {
    if (count < 3 || count > 18) { fprintf(stderr, "usage: floor LISTEN_PORT SERVER_PORT...\n"); return 2; }
    for (int i = 2; i < count; i++) servers[server_count++] = loopback(values[i]);
    for (int i = 0; i < DESCRIPTORS; i++) sides[i].peer = -1;
    struct sockaddr_in here = loopback(values[1]);
    int on = 1;
    listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(listener, (struct sockaddr *)&here, sizeof here) || listen(listener, 4096)) { perror("listen"); return 1; }
    poller = epoll_create1(0);
    watch(listener);
    struct epoll_event events[EVENTS];
    for (;;) {
        int ready = epoll_wait(poller, events, EVENTS, -1);
        for (int i = 0; i < ready; i++) handle(&events[i]);
    }
}
