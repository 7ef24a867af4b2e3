// CPU time of other processes, read at the very moments the measured window begins and ends: a script that
// did it from outside would be late by however long the busy processor keeps it waiting.
#ifndef WATCH_H
#define WATCH_H
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct cpu_ticks { unsigned long user, system; };

static inline void add_process(struct cpu_ticks *sum, int pid) {
    char path[64], text[1024];
    snprintf(path, sizeof path, "/proc/%d/stat", pid);
    int file = open(path, O_RDONLY);
    if (file < 0) return;
    ssize_t length = read(file, text, sizeof text - 1);
    close(file);
    if (length <= 0) return;
    text[length] = 0;
    char *rest = strrchr(text, ')');                        // the name may hold blanks and brackets
    unsigned long user, system;
    // After the name: state is field 3; utime and stime are fields 14 and 15, all threads included.
    if (rest && sscanf(rest + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system) == 2) {
        sum->user += user;
        sum->system += system;
    }
}

static inline struct cpu_ticks read_ticks(const char *pids) {
    struct cpu_ticks sum = { 0 };
    for (const char *at = pids; *at;) {
        char *end;
        add_process(&sum, (int)strtol(at, &end, 10));
        at = *end == ',' ? end + 1 : end;
        if (end == at && *end) break;                       // not a number: stop instead of looping
    }
    return sum;
}

// Ticks in which the processor did anything, for anybody: softirqs that run while it idles belong to no process.
static inline unsigned long read_busy_ticks(int processor) {
    char line[512], name[32];
    unsigned long user, nice, system, idle, wait, irq, softirq, busy = 0;
    FILE *file = fopen("/proc/stat", "r");
    snprintf(name, sizeof name, "cpu%d ", processor);
    while (file && fgets(line, sizeof line, file))
        if (!strncmp(line, name, strlen(name)) && sscanf(line + strlen(name), "%lu %lu %lu %lu %lu %lu %lu",
                                                         &user, &nice, &system, &idle, &wait, &irq, &softirq) == 7)
            busy = user + nice + system + irq + softirq;
    if (file) fclose(file);
    return busy;
}
#endif
