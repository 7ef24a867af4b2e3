using System.Globalization;
using Holdfast.Configuration;
using Holdfast.Drills.Load;
using Holdfast.Foundation;
using Holdfast.Networking;

namespace Holdfast.Cli;

/// <summary>The command line and the traffic file to a plan. The command line wins: it is what was typed last.</summary>
internal static class LoadPlans
{
    /// <summary>More towards a machine that may not be ours needs a word.</summary>
    public const double HarmlessRate = 50;

    private const string UsualRate = "10/s";
    private static readonly TimeSpan UsualDuration = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan UsualWarmUp = TimeSpan.FromSeconds(2);
    private static readonly NetworkAddress FirstClient = NetworkAddress.FromIPv4(0x7F000A01, 0);

    public static async Task<LoadPlan> Make(LoadOptions options, INameResolver resolver, Func<string, string?> environment, ulong freshSeed)
    {
        LoadFile? file = options.TrafficFile is { } path ? ReadFile(path, environment) : null;
        string text = options.Target ?? (file?.Target.Length > 0 ? file.Target : throw new LoadRefusal("no target: write for example 'holdfast load http://127.0.0.1:8080/ -r 500/s'."));
        (LoadTarget? target, string problem) = await LoadTarget.Read(text, resolver);
        if (target is null)
        {
            throw new LoadRefusal(problem);
        }

        IReadOnlyList<TrafficClass> classes = file is null ? [Single(options, target.Path)] : [.. file.Classes.Select(one => Changed(one, options))];
        LoadPlan plan = new()
        {
            Targets = target.Addresses,
            Host = target.Host,
            Classes = classes,
            Seed = options.Seed ?? (file?.Seed is { } seed ? (ulong)seed : freshSeed),
            WarmUp = options.WarmUp ?? file?.WarmUp ?? UsualWarmUp,
            Duration = options.Duration ?? file?.Duration ?? UsualDurationOf(classes),
            Grace = classes.Max(static one => one.Timeout),
            Threads = options.Threads ?? file?.Threads ?? 1,
            AbortRules = options.AbortOn.Count > 0 ? options.AbortOn : [.. file?.Abort.OfType<LoadAbortRule>() ?? []],
            Thresholds = options.Fail.Count > 0 ? options.Fail : file?.Fail ?? [],
        };
        Protect(options, target, plan, text);
        return plan;
    }

    private static void Protect(LoadOptions options, LoadTarget target, LoadPlan plan, string text)
    {
        double peak = plan.Classes.Sum(static one => one.Rate.Peak);
        if (!target.IsLoopback && !options.OwnsTarget && (peak > HarmlessRate || options.FindsMaximum))
        {
            string rate = options.FindsMaximum ? "as much as it can take" : string.Create(CultureInfo.InvariantCulture, $"{peak:0.#} requests/s");
            throw new LoadRefusal($"{text} is not on this machine, and {rate} may hurt whoever runs it. Add --i-own-this when that is you, or stay at {HarmlessRate.ToString(CultureInfo.InvariantCulture)}/s or below.");
        }

        foreach (LoadThreshold threshold in plan.Thresholds.Concat(plan.AbortRules.Select(static rule => rule.Condition)).Where(static threshold => threshold.Class.Length > 0))
        {
            if (plan.Classes.All(one => one.Name != threshold.Class))
            {
                throw new LoadRefusal($"'{threshold}' is about a class that the traffic does not have: {string.Join(", ", plan.Classes.Select(static one => one.Name))}.");
            }
        }
    }

    private static TrafficClass Single(LoadOptions options, string path)
    {
        RateText.Parse(UsualRate, out RateCurve usual);
        RequestShape shape = new() { Path = path, Method = options.Method ?? (options.BodyBytes > 0 ? "POST" : "GET"), BodyBytes = options.BodyBytes ?? 0 };
        if (!RequestSyntax.IsTarget(shape.Path) || !RequestSyntax.IsMethod(shape.Method))
        {
            throw new LoadRefusal($"'{shape.Method} {shape.Path}' is not a request: the method is a word in capital letters, the path begins with /.");
        }

        return Changed(new TrafficClass { Rate = usual, Requests = [shape] }, options);
    }

    private static TrafficClass Changed(TrafficClass one, LoadOptions options) => one with
    {
        Rate = options.Rate ?? one.Rate,
        Arrivals = options.Poisson ? ArrivalPattern.Poisson : one.Arrivals,
        Headers = Headers(one.Headers, options.Headers),
        ConnectionsMaximum = options.Connections ?? one.ConnectionsMaximum,
        InFlightMaximum = options.InFlight ?? one.InFlightMaximum,
        KeepAlive = one.KeepAlive && !options.NoKeepAlive,
        Deadline = options.Deadline ?? one.Deadline,
        Timeout = options.Timeout ?? one.Timeout,
        Retry = options.Retry ?? one.Retry,
        Clients = options.Clients is { } count ? new ClientAddresses(FirstClient, count) : one.Clients,
    };

    private static Dictionary<string, string> Headers(IReadOnlyDictionary<string, string> written, IReadOnlyList<string> typed)
    {
        Dictionary<string, string> headers = new(written, StringComparer.OrdinalIgnoreCase);
        foreach (string line in typed)
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            (string name, string value) = colon < 0 ? (line, "") : (line[..colon].Trim(), line[(colon + 1)..].Trim());
            if (colon < 0 || RequestSyntax.WhyNotHeader(name, value) is not null)
            {
                throw new LoadRefusal($"'{line}' is not a header{(colon < 0 ? "" : $": {RequestSyntax.WhyNotHeader(name, value)}")}. Write for example --header 'X-User: 7'.");
            }

            headers[name] = value;
        }

        return headers;
    }

    private static TimeSpan UsualDurationOf(IReadOnlyList<TrafficClass> classes)
    {
        TimeSpan longest = classes.Max(static one => one.Rate.Length);
        return longest > TimeSpan.Zero ? longest : UsualDuration;
    }

    private static LoadFile ReadFile(string path, Func<string, string?> environment)
    {
        if (ConfigFile.TryReadText(path, out string text, "A traffic file needs classes: see 'holdfast load --help'.") is { } unreadable)
        {
            throw new LoadRefusal($"the traffic file cannot be read\n{ConfigFindingFormatter.FormatText(new ConfigReadResult(null, [unreadable])).TrimEnd()}");
        }

        LoadFile? file = TrafficReader.Read(text, path, environment, out ConfigReadResult findings);
        return file ?? throw new LoadRefusal($"the traffic file has mistakes\n{ConfigFindingFormatter.FormatText(findings).TrimEnd()}", exitCode: 1);
    }
}
