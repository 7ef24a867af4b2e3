// Command line of the load tool, read once at start.
#ifndef OPTIONS_H
#define OPTIONS_H
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct options {
    const char *host;
    int port;
    char *request;              // the whole request, sent as it is for every exchange
    size_t request_length;
    long body_length;           // every response must carry exactly this many bytes
    int connections;
    double rate;                // requests a second; 0 is the closed loop: as fast as answers come
    double warmup_seconds, window_seconds;
    int fresh;                  // 1: a new connection for each request
    int sources;                // client addresses 127.0.1.1 and up, so that ports do not run out
    const char *watch;          // processes whose CPU time is read at both ends of the window
    int processor;              // whose busy time is read as well: it shows work that no process is charged with
    unsigned long seed;
};

static inline void usage(void) {
    puts("rate --port P --request FILE --body-length N [--host 127.0.0.1] [--connections 64] [--rate R]\n"
         "     [--warmup 1] [--window 4] [--fresh] [--sources 8] [--watch PID,PID] [--processor 0]\n"
         "     [--seed 1]\n"
         "Sends FILE as it is; prints one line of JSON. --rate 0 (default) sends as fast as answers come.");
}

static inline char *read_whole_file(const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    if (!file) { perror(path); exit(2); }
    char *content = malloc(65536);
    *length = fread(content, 1, 65536, file);
    fclose(file);
    return content;
}

static inline struct options read_options(int count, char **values) {
    struct options o = { .host = "127.0.0.1", .body_length = -1, .connections = 64, .warmup_seconds = 1,
                         .window_seconds = 4, .sources = 8, .watch = "", .seed = 1 };
    static const struct option names[] = {
        { "host", 1, 0, 'h' }, { "port", 1, 0, 'p' }, { "request", 1, 0, 'q' }, { "body-length", 1, 0, 'b' },
        { "connections", 1, 0, 'c' }, { "rate", 1, 0, 'r' }, { "warmup", 1, 0, 'u' }, { "window", 1, 0, 'd' },
        { "fresh", 0, 0, 'f' }, { "sources", 1, 0, 's' }, { "watch", 1, 0, 'w' }, { "processor", 1, 0, 'n' },
        { "seed", 1, 0, 'e' },
        { "help", 0, 0, '?' }, { 0 } };
    for (int name; (name = getopt_long(count, values, "", names, 0)) != -1;) switch (name) {
        case 'h': o.host = optarg; break;
        case 'p': o.port = atoi(optarg); break;
        case 'q': o.request = read_whole_file(optarg, &o.request_length); break;
        case 'b': o.body_length = atol(optarg); break;
        case 'c': o.connections = atoi(optarg); break;
        case 'r': o.rate = atof(optarg); break;
        case 'u': o.warmup_seconds = atof(optarg); break;
        case 'd': o.window_seconds = atof(optarg); break;
        case 'f': o.fresh = 1; break;
        case 's': o.sources = atoi(optarg); break;
        case 'w': o.watch = optarg; break;
        case 'n': o.processor = atoi(optarg); break;
        case 'e': o.seed = strtoul(optarg, 0, 10); break;
        default: usage(); exit(2);
    }
    if (!o.port || !o.request || o.body_length < 0 || o.connections < 1) { usage(); exit(2); }
    return o;
}
#endif
