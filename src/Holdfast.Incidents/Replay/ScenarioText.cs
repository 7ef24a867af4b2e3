using System.Globalization;
using System.Text;
using Holdfast.Foundation;

namespace Holdfast.Incidents.Replay;

/// <summary>A drill's page. What was estimated says how, so that people can correct it. Next: <see cref="ScenarioExpectations"/>.</summary>
internal sealed class ScenarioText
{
    private const double ChangeLeast = 0.03;

    private readonly ReplayPlan plan;
    private readonly StringBuilder text = new();

    private ScenarioText(ReplayPlan plan) => this.plan = plan;

    public static string Write(ReplayPlan plan)
    {
        ScenarioText page = new(plan);
        page.Head();
        page.Origins();
        page.Configurations();
        page.Traffic();
        page.Phases();
        page.Faults();
        page.Expectations();
        return page.text.ToString();
    }

    private void Head()
    {
        Lifecycle.Incident incident = plan.Incident;
        string cause = incident.Cause is { } known ? $"The cause was {known.Name}: {Plain(known.Claim)}." : "The cause was not determined.";
        string pace = plan.Time.Factor > 1 ? Invariant($" It lasted {plan.Time.End - plan.Time.Start} s; after its first minute it is told {plan.Time.Factor:0.#} times as fast.") : "";
        string scale = plan.Scale < 1 ? Invariant($" Traffic and servers are {1 / plan.Scale:0.#} times smaller than they were, so that one machine can play them.") : "";
        Line($"# Written from the records of incident {incident.Id}{(plan.Instance is { } instance ? $" of {instance}" : "")} by holdfast drill from-incident. --on old runs it on the configuration of that day, where it must fail.");
        string part = plan.Part?.InWords ?? "";
        Lines((plan.Part?.About() ?? []).Select(line => $"# {Plain(line)}"));
        Line($"title: \"Incident {incident.Id} again{(part.Length > 0 ? $", {part}" : "")}: {Plain(incident.Title)}\"");
        Line("history: |");
        Line(Invariant($"  {DateOf(plan.Time.Start)}: {Counted.Of(incident.Impact.Failed, "request")} failed and {Counted.Were(incident.Impact.Shed)} refused in {incident.Impact.BadSeconds} s. {cause}{pace}{scale}"));
        Line(Invariant($"seed: {20_000_000 + incident.Id}"));
        if (plan.Sessions is not null)
        {
            Line("unit: sessions");
        }
    }

    private void Origins()
    {
        if (plan.Sessions is { } crowd)
        {
            Line();
            Lines(ScenarioSessions.AboutHosts(crowd));
            Servers(ScenarioSessions.Options(crowd));
            return;
        }

        Line();
        Lines(ScenarioServers.About(plan.Server, plan.Scale));
        Servers(ScenarioServers.Options(plan.Server, plan.Scale));
    }

    private void Servers(string options)
    {
        Line("origins:");
        foreach ((ReplayServer server, int index) in plan.Fleet.Servers.Select((server, index) => (server, index)))
        {
            Line(Invariant($"  - {{ name: {server.Name}, capacity: {plan.Capacity}, weight: {Math.Min(256, server.Weight)}, options: {(index == 0 ? "&server " + options : "*server")} }}"));
        }
    }

    private void Configurations()
    {
        Line();
        Line("gateway: { template: new }");
        Line("configurations:");
        string old = plan.Old.Template(plan.Fleet);
        bool isSame = plan.Present.Template(plan.Fleet) == old;
        string present = isSame && plan.Old.IsUnprotected ? WithProtection(plan.Old) : plan.Present.Template(plan.Fleet);
        Block("old", old, plan.UnprotectedAt is { } off ? $"in force when it began, with protection off from its beginning: it was switched off at {DateOf(off)}, and played as a change that would undo on new what is mended" : "in force when it began");
        Block("new", present, PresentNote.Of(plan, isSame, ConfigurationDifference.Between(old, present)));
        foreach ((ReplayConfiguration changed, int number) in plan.Changes.Select((change, index) => (change.Configuration, index + 1)))
        {
            Block(Invariant($"old-{number}"), changed.Template(plan.Fleet), $"went live before users were hurt{Moved(changed)}");
            Block(Invariant($"new-{number}"), isSame ? WithProtection(changed) : changed.Template(plan.Fleet, plan.Present), "the same change, with protection as it is now");
        }
    }

    /// <summary>Protection is on where nothing is said about it.</summary>
    private string WithProtection(ReplayConfiguration configuration) => configuration.Template(plan.Fleet, ReplayConfiguration.Read($"pools: {{ \"{configuration.Pool}\": {{}} }}", configuration.Pool));

    /// <summary>A server that answered at another address is at one in the drill; where nobody answered, nobody listens.</summary>
    private string Moved(ReplayConfiguration changed)
    {
        Dictionary<string, string> before = plan.Old.Servers.DistinctBy(server => server.Recorded).ToDictionary(server => server.Recorded, server => server.Address);
        string[] moved = [.. changed.Servers.Where(server => !server.IsUnanswered && before.TryGetValue(server.Recorded, out string? address) && address != server.Address).Select(server => server.Recorded)];
        string[] unanswered = [.. changed.Servers.Where(server => server.IsUnanswered).Select(server => server.Recorded)];
        return (moved.Length == 0 ? "" : $"; it gave other addresses to {Listed(moved)}: the drill keeps theirs, and plays what followed as faults of these servers")
            + (unanswered.Length == 0 ? "" : $"; nobody answered at the addresses that it gave to {Listed(unanswered)}: nobody listens there in the drill, either");
    }

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names.Select(Plain));

    private void Block(string name, string page, string what)
    {
        Line($"  # {what}");
        Line($"  {name}: |");
        foreach (string line in page.Split('\n'))
        {
            Line($"    {line}");
        }
    }

    private void Traffic()
    {
        Line();
        if (plan.Sessions is { } crowd)
        {
            Lines(ScenarioSessions.Traffic(crowd, Rate(crowd.Users)));
            return;
        }

        string steps = plan.CoarseFrom is not { } coarse ? "medians of five seconds"
            : coarse <= plan.Time.Start ? "means of ten seconds or a minute: its seconds were not kept, so peaks are flatter and short faults are missing"
            : Invariant($"medians of five seconds; what came {coarse - plan.Time.Start} s after it began and later was not kept by the second, so short faults of then are missing");
        string gap = plan.UnrecordedSeconds == 0 ? "" : $" Of {Counted.Of(plan.UnrecordedSeconds, "second")} nothing was recorded: what was asked for before and after stands there.";
        Line($"# Requests a second as they were recorded, {steps}.{gap} Clients: the distinct ones of a second.");
        Line("traffic:");
        foreach ((LoadShape shape, int index) in plan.Load.Select((shape, index) => (shape, index)))
        {
            string arrivals = shape.Name == LoadShapes.FewName ? "" : "arrivals: poisson, ";
            Line(Invariant($"  - {{ name: {shape.Name}, rate: \"{Rate(shape)}\", {arrivals}requests: [\"{shape.Path}\"], clients: {{ count: {shape.Clients}, first: 127.0.{30 + (2 * index)}.1 }}, deadline: {LateAnswers.DeadlineSeconds:0}s, timeout: 2s, connections: 1500 }}"));
        }
    }

    /// <summary>Straight lines from step to step; steps that hardly differ are one.</summary>
    private string Rate(LoadShape shape)
    {
        List<string> parts = [];
        double held = shape.Rates[0] * plan.Scale;
        int since = 0;
        for (int step = 1; step < shape.Rates.Count; step++)
        {
            double next = shape.Rates[step] * plan.Scale;
            if (Math.Abs(next - held) <= Math.Max(1, ChangeLeast * held))
            {
                continue;
            }

            int flat = step - since - 1;
            if (flat > 0)
            {
                parts.Add(Invariant($"{held:0.#}/{flat * LoadShapes.StepSeconds}s"));
            }

            parts.Add(Invariant($"{held:0.#}..{next:0.#}/{LoadShapes.StepSeconds}s"));
            (held, since) = (next, step);
        }

        parts.Add(Invariant($"{held:0.#}/s"));
        return string.Join(", ", parts);
    }

    private void Phases()
    {
        Line();
        Line("phases:");
        Line(Invariant($"  - {{ name: calm, for: {TimeScale.Lead}s }}"));
        (string Name, double Seconds)[] trouble = plan.Sessions is { } crowd ? [.. ScenarioSessions.Phases(plan, crowd)] : [("trouble", plan.Time.TroubleSeconds)];
        Lines(trouble.Select(phase => Invariant($"  - {{ name: {phase.Name}, for: {Milliseconds(phase.Seconds)} }}")));
        Line(Invariant($"  - {{ name: after, for: {TimeScale.Rest}s }}"));
        Line($"measured: [{string.Join(", ", trouble.Select(phase => phase.Name))}]");
        Line("trouble: trouble");
        Line("recovery: after");
        Recorded();
    }

    /// <summary>Of sessions nothing is compared: who is refused comes back many times.</summary>
    private void Recorded()
    {
        (int least, int most) = ((int)Math.Floor(100 * plan.FailedShare), (int)Math.Ceiling(100 * (plan.FailedOrLateShare ?? 0)));
        if (plan.Sessions is not null || Math.Max(least, most) < 1)
        {
            return;
        }

        string late = most > least + 1 ? Invariant($"; with those that may have been answered later than {LateAnswers.DeadlineSeconds:0} s it is {most} %") : "";
        Line();
        Line(Invariant($"# {100 * plan.FailedShare:0.#} % of the requests of the trouble failed or were refused that day{late}. On old a run that is far from it is another outage."));
        Line($"recorded: {{ {string.Join(", ", ((string[])[least < 1 ? "" : Invariant($"atLeast: {least}%"), most < 1 ? "" : Invariant($"atMost: {most}%")]).Where(bound => bound.Length > 0))} }}");
    }

    private void Faults()
    {
        List<(double At, string What)> faults = [.. plan.Faults.SelectMany(Fault)];
        faults.AddRange(plan.Changes.Select((change, index) => (plan.Time.At(change.Second), Invariant($"configuration: new-{index + 1}"))));
        if (plan.Changes.Count > 0)
        {
            // What people did in the end: without it nothing recovers, however well the gateway holds.
            faults.Add((plan.Time.Length - TimeScale.Rest, "configuration: new"));
        }

        faults.AddRange(plan.Announced.Select(one => (plan.Time.At(one.Second), $"announce: \"{Plain(one.What)}\"")));
        if (faults.Count > 0)
        {
            Line();
            if (plan.Faults.Any(fault => fault.Kind == ReplayFaultKind.Unreachable))
            {
                Line("# A server with a capacity of 0 is well and out of reach: the change gave its requests an address at which nobody listens.");
            }

            Line("faults:");
            foreach ((double at, string what) in faults.OrderBy(fault => fault.At))
            {
                Line($"  - {{ at: {Milliseconds(Math.Max(0, at))}, {what} }}");
            }
        }
    }

    private IEnumerable<(double At, string What)> Fault(ReplayFault fault)
    {
        string name = plan.Fleet.PlaceOf(fault.Server).Name;
        double reduced = Math.Max(1, plan.Capacity / Math.Max(1, fault.Size));
        (string begin, string end) = fault.Kind switch
        {
            ReplayFaultKind.Dead => ($"kill: {name}", $"start: {name}"),
            ReplayFaultKind.Silent => ($"freeze: {name}", $"thaw: {name}"),
            ReplayFaultKind.Unreachable => ($"behaviour: {name}, set: {{ latencyFactor: 1 }}, capacity: 0", Invariant($"behaviour: {name}, set: {{ latencyFactor: 1 }}, capacity: {plan.Capacity}")),
            ReplayFaultKind.Slow => (Invariant($"behaviour: {name}, set: {{ latencyFactor: {fault.Size:0.#} }}, capacity: {reduced:0}"), Invariant($"behaviour: {name}, set: {{ latencyFactor: 1 }}, capacity: {plan.Capacity}")),
            _ => (Invariant($"behaviour: {name}, set: {{ errorRate: {Math.Min(1, fault.Size):0.##} }}"), $"behaviour: {name}, set: {{ errorRate: 0 }}"),
        };
        yield return (plan.Time.At(fault.From), begin);
        yield return (fault.To is { } to ? Math.Min(plan.Time.At(to), plan.Time.Length - TimeScale.Rest) : plan.Time.Length - TimeScale.Rest, end);
    }

    private void Expectations()
    {
        Line();
        Line("expect:");
        foreach (ReplayExpectation expectation in ScenarioExpectations.Of(plan))
        {
            Line($"  - {{ {expectation.Line} }}");
        }

        Line(Invariant($"abort: {{ after: {(int)plan.Time.Length + 60}s }}"));
    }

    private void Lines(IEnumerable<string> lines) => lines.ToList().ForEach(line => Line(line));

    private void Line(string line = "") => text.Append(line).Append('\n');

    private static string Plain(string said) => said.ReplaceLineEndings(" ").Replace("\"", "'", StringComparison.Ordinal).Replace('\\', '/');

    private static string DateOf(long second) => DateTimeOffset.FromUnixTimeSeconds(second).UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";

    private static string Milliseconds(double seconds) => Invariant($"{Math.Round(seconds * 1000):0}ms");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
