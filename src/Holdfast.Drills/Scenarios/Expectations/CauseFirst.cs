using Holdfast.Drills.Running;

namespace Holdfast.Drills.Scenarios;

/// <summary>The gateway's diagnosis puts the cause that the page names before all others, and leaves it there for a while.</summary>
internal sealed class CauseFirst : IExpectationKind
{
    // The first seconds of an outage look like many things; what is first for so long is what people act on.
    private const double StableSeconds = 5;

    /// <summary>How a gateway's news about its diagnosis begins.</summary>
    public const string News = "first cause is ";

    public string Name => "cause-first";

    public string Meaning => "Seconds from the start of the phase until the named cause is first in the gateway's diagnosis and stays it for five seconds.";

    public BoundUnit Unit => BoundUnit.Seconds;

    public BoundSide Side => BoundSide.AtMost;

    public bool NeedsCause => true;

    public Measurement Measure(RunData data, ScenarioExpectation expectation, SecondSpan interval)
    {
        PhaseSpan phase = data.Phases.FirstOrDefault(candidate => candidate.Name == expectation.During) ?? new PhaseSpan("", interval.From, interval.To);
        RunEvent[] news = [.. data.Events.Where(happened => happened.Kind == RunEventKind.Reaction && happened.At < phase.To && happened.Text.StartsWith(News, StringComparison.Ordinal))];
        string said = string.Join(", ", news.Where(each => each.At >= phase.From).Select(each => each.Text[News.Length..]));
        for (int i = 0; i < news.Length; i++)
        {
            double until = i + 1 < news.Length ? news[i + 1].At : phase.To;
            double from = Math.Max(news[i].At, phase.From);
            if (news[i].Text[News.Length..] == expectation.Cause && until - from >= StableSeconds)
            {
                return new Measurement(from - phase.From, $"first were: {said}");
            }
        }

        return new Measurement(null, said.Length == 0 ? "the gateway named no cause" : $"first were: {said}");
    }
}
