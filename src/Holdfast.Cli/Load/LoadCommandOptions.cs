using System.CommandLine;
using Holdfast.Drills.Load;

namespace Holdfast.Cli;

/// <summary>The options of `holdfast load`, in the order of its help.</summary>
internal sealed class LoadCommandOptions
{
    private readonly Option<RateCurve?> rate = new("--rate", "-r") { Description = "Requests per time: 500/s, a ramp, steps; 10/s without it", HelpName = "500/s", CustomParser = result => Parsers.Text<RateCurve>(result, RateText.Parse) };
    private readonly Option<bool> poisson = new("--poisson") { Description = "Random gaps, as independent users have, instead of even ones" };
    private readonly Option<TimeSpan?> duration = new("--for") { Description = "How long is measured; by default as long as the rate, or 10s", HelpName = "30s", CustomParser = Parsers.Length };
    private readonly Option<TimeSpan?> warmUp = new("--warm-up") { Description = "Sent first and not measured; by default 2s", HelpName = "5s", CustomParser = Parsers.Duration };
    private readonly Option<int?> connections = new("--connections", "-c") { Description = "Most connections at once; by default 256", HelpName = "64", CustomParser = result => Parsers.Whole(result, 1_000_000) };
    private readonly Option<int?> inFlight = new("--in-flight") { Description = "Most requests waiting or under way; past it they are dropped and counted. By default 65536", HelpName = "1000", CustomParser = result => Parsers.Whole(result, 10_000_000) };
    private readonly Option<int?> threads = new("--threads") { Description = "Threads that send; each needs a processor. By default 1", HelpName = "2", CustomParser = result => Parsers.Whole(result, 256) };
    private readonly Option<string[]> headers = new("--header", "-H") { Description = "Sent with every request; may be repeated", HelpName = "'X-User: 7'", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };
    private readonly Option<string?> method = new("--method") { Description = "By default GET, or POST with a body", HelpName = "POST" };
    private readonly Option<long?> bodySize = new("--body-size") { Description = "Size of each request's body", HelpName = "2KiB", CustomParser = Parsers.Size };
    private readonly Option<TimeSpan?> deadline = new("--deadline") { Description = "Answers are good until then; by default 1s", HelpName = "500ms", CustomParser = Parsers.Length };
    private readonly Option<TimeSpan?> timeout = new("--timeout") { Description = "When a client gives up and closes; by default 10s", HelpName = "5s", CustomParser = Parsers.Length };
    private readonly Option<int?> clients = new("--clients") { Description = "Come from so many addresses, 127.0.10.1 and following (loopback targets)", HelpName = "50", CustomParser = result => Parsers.Whole(result, 65_536) };
    private readonly Option<bool> newConnections = new("--no-keep-alive") { Description = "A new connection for each request" };
    private readonly Option<string?> traffic = new("--traffic") { Description = "Traffic file (YAML): several classes, mixes, sessions", HelpName = "FILE" };
    private readonly Option<RetryPlan?> retry = new("--retry") { Description = "What clients do about failures: none, immediate:3, backoff:3 (attempts)", HelpName = "immediate:3", CustomParser = result => Parsers.Text<RetryPlan>(result, RetryText.Parse) };
    private readonly Option<IReadOnlyList<LoadThreshold>?> fail = new("--fail") { Description = "What must hold, else the exit code is 1", HelpName = "'p99<200ms,goodput>95%'", CustomParser = result => Parsers.Text<IReadOnlyList<LoadThreshold>>(result, ThresholdText.ParseList) };
    private readonly Option<LoadAbortRule?> abortOn = new("--abort-on") { Description = "When to stop at once", HelpName = "'errors>50% for 5s'", CustomParser = result => Parsers.Text<LoadAbortRule?>(result, ThresholdText.ParseAbort) };
    private readonly Option<bool> findMaximum = new("--find-max") { Description = "Find the highest rate that keeps --slo" };
    private readonly Option<IReadOnlyList<LoadThreshold>?> objective = new("--slo") { Description = "Of --find-max", HelpName = "'p99<200ms,errors<0.1%'", CustomParser = result => Parsers.Text<IReadOnlyList<LoadThreshold>>(result, ThresholdText.ParseList) };
    private readonly Option<ulong?> seed = new("--seed") { Description = "Of all randomness, to repeat a run", HelpName = "NUMBER", CustomParser = Parsers.Seed };
    private readonly Option<bool> owns = new("--i-own-this") { Description = "The target is not on this machine and yours: no bound on the rate" };
    private readonly Option<string?> json = new("--json") { Description = "Print the result as JSON, or write it to a file", HelpName = "FILE", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> histogram = new("--histogram") { Description = "Write the percentiles in HdrHistogram's text format", HelpName = "FILE" };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[rate, poisson, duration, warmUp, connections, inFlight, threads, headers, method, bodySize, deadline, timeout, clients, newConnections, traffic, retry, fail, abortOn, findMaximum, objective, seed, owns, json, histogram])
        {
            command.Options.Add(option);
        }
    }

    public LoadOptions Read(ParseResult result, string? target)
    {
        bool wantsJson = result.GetResult(json) is { Implicit: false };
        string? file = result.GetValue(json);
        if (target is null && file is not null && (file.Contains("://", StringComparison.Ordinal) || file.Contains(':', StringComparison.Ordinal)))
        {
            // A target behind --json means standard output, not a file of that name.
            (target, file) = (file, null);
        }

        return new LoadOptions
        {
            Target = target,
            Rate = result.GetValue(rate),
            Poisson = result.GetValue(poisson),
            Duration = result.GetValue(duration),
            WarmUp = result.GetValue(warmUp),
            Connections = result.GetValue(connections),
            InFlight = result.GetValue(inFlight),
            Threads = result.GetValue(threads),
            Headers = result.GetValue(headers) ?? [],
            Method = result.GetValue(method),
            BodyBytes = result.GetValue(bodySize),
            Deadline = result.GetValue(deadline),
            Timeout = result.GetValue(timeout),
            Clients = result.GetValue(clients),
            NoKeepAlive = result.GetValue(newConnections),
            TrafficFile = result.GetValue(traffic),
            Retry = result.GetValue(retry),
            Fail = result.GetValue(fail) ?? [],
            AbortOn = result.GetValue(abortOn) is { } rule ? [rule] : [],
            FindsMaximum = result.GetValue(findMaximum),
            Objective = result.GetValue(objective) ?? [],
            Seed = result.GetValue(seed),
            OwnsTarget = result.GetValue(owns),
            Json = wantsJson ? file ?? "" : null,
            Histogram = result.GetValue(histogram),
        };
    }
}
