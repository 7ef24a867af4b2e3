using Holdfast.Drills.Running;

namespace Holdfast.Drills.Scenarios;

/// <summary>
/// The gateway's diagnosis puts the cause that the page names before all others and leaves it there for a while, and has ruled out those
/// that the page names.
/// </summary>
internal sealed class CauseFirst : IExpectationKind
{
    // The first seconds of an outage look like many things; what is first for so long is what people act on.
    private const double StableSeconds = 5;

    /// <summary>How a gateway's news about its diagnosis begins.</summary>
    public const string News = "first cause is ";

    public string Name => "cause-first";

    public string Meaning => "Seconds from the start of the phase until the named cause is first in the gateway's diagnosis and stays it for five seconds; ruledOut names causes that must be ruled out when it ends.";

    public BoundUnit Unit => BoundUnit.Seconds;

    public BoundSide Side => BoundSide.AtMost;

    public bool NeedsCause => true;

    public Measurement Measure(RunData data, ScenarioExpectation expectation, SecondSpan interval)
    {
        PhaseSpan phase = data.Phases.FirstOrDefault(candidate => candidate.Name == expectation.During) ?? new PhaseSpan("", interval.From, interval.To);
        RunEvent[] said = [.. data.Events.Where(static happened => happened.Kind == RunEventKind.Reaction)];
        RunEvent[] news = [.. said.Where(static each => each.Text.StartsWith(News, StringComparison.Ordinal))];
        string first = string.Join(", ", news.Where(each => each.At >= phase.From && each.At < phase.To).Select(static each => each.Text[News.Length..]));
        string detail = first.Length == 0 ? "the gateway named no cause" : $"first were: {first}";
        string[] possible = [.. expectation.RuledOut.Where(cause => !IsRuledOut(said, cause, phase.To))];
        return possible.Length > 0
            ? new Measurement(null, $"{detail}; not ruled out: {string.Join(", ", possible)}")
            : new Measurement(StableFrom(news, expectation.Cause, phase, Math.Max(data.Seconds, phase.To)), detail);
    }

    /// <summary>It must come first within the phase; that the phase ends a moment later does not take it away.</summary>
    private static double? StableFrom(RunEvent[] news, string cause, PhaseSpan phase, double end)
    {
        for (int i = 0; i < news.Length && news[i].At < phase.To; i++)
        {
            double until = i + 1 < news.Length ? news[i + 1].At : end;
            double from = Math.Max(news[i].At, phase.From);
            if (news[i].Text[News.Length..] == cause && until - from >= StableSeconds)
            {
                return from - phase.From;
            }
        }

        return null;
    }

    /// <summary>What was said of it last.</summary>
    private static bool IsRuledOut(RunEvent[] said, string cause, double end) =>
        said.LastOrDefault(each => each.At < end && each.Text.StartsWith($"cause {cause} is ", StringComparison.Ordinal))?.Text.EndsWith("is ruled out", StringComparison.Ordinal) == true;
}
