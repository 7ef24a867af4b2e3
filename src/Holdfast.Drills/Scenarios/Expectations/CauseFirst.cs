using System.Globalization;
using Holdfast.Drills.Running;

namespace Holdfast.Drills.Scenarios;

/// <summary>
/// The gateway's diagnosis puts the cause that the page names before all others and leaves it there for a while, blames the server that the
/// page names, and has ruled out those causes that the page names, all by the same deadline. Next: <see cref="DiagnosisNews"/>.
/// </summary>
internal sealed class CauseFirst : IExpectationKind
{
    public string Name => "cause-first";

    public string Meaning => "Seconds from the start of the phase until the named cause is first in the gateway's diagnosis and stays it for five seconds, with server in "
        + "its claim where one is named, and until every cause of ruledOut is ruled out and stays so for five seconds; those must also be ruled out when the phase or the trouble ends.";

    public BoundUnit Unit => BoundUnit.Seconds;

    public BoundSide Side => BoundSide.AtMost;

    public bool NeedsCause => true;

    public bool TakesServer => true;

    public Measurement Measure(RunData data, ScenarioExpectation expectation, SecondSpan interval)
    {
        PhaseSpan phase = DetectionSeconds.PhaseOf(data, expectation, interval);
        DiagnosisNews news = new(data.Events, Math.Max(data.Seconds, phase.To));
        string first = string.Join(", ", news.FirstBetween(phase.From, phase.To));
        double? named = LastingStretch.From(news.WhileFirst(expectation.Cause, expectation.Server), phase);
        string detail = first.Length > 0 ? $"first were: {first}" : named is null ? "the gateway named no cause" : $"{expectation.Cause} was first already";
        if (named is not { } since)
        {
            bool isOther = expectation.Server.Length > 0 && LastingStretch.From(news.WhileFirst(expectation.Cause, ""), phase) is not null;
            return new Measurement(null, isOther ? $"{detail}; {expectation.Server} was not blamed" : detail);
        }

        var ruledOut = expectation.RuledOut.ToDictionary(static cause => cause, cause => RuledOutFrom(news, cause, phase, phase.From + since), StringComparer.Ordinal);
        string[] possible = [.. ruledOut.Where(static cause => cause.Value is null).Select(static cause => cause.Key)];
        return possible.Length > 0
            ? new Measurement(null, $"{detail}; not ruled out: {string.Join(", ", possible)}")
            : new Measurement(ruledOut.Values.Append(since)
                .Max(), detail + string.Concat(ruledOut.Select(static cause => string.Create(CultureInfo.InvariantCulture, $"; {cause.Key} ruled out after {cause.Value:0.0} s"))));
    }

    /// <param name="named">When the cause itself was named, seconds of the run: what is ruled out is so in the same trouble.</param>
    private static double? RuledOutFrom(DiagnosisNews news, string cause, PhaseSpan phase, double named)
    {
        IReadOnlyList<(double From, double To)> stretches = news.WhileRuledOut(cause);
        double over = news.EndOfTrouble(named);
        double end = Math.Min(phase.To, over);
        // What is said of a trouble ends with it: whoever was ruled out until then stayed so.
        return stretches.Any(stretch => stretch.From < end && stretch.To >= end)
            ? LastingStretch.From([.. stretches.Select(stretch => (stretch.From, stretch.To >= over ? double.PositiveInfinity : stretch.To))], phase)
            : null;
    }
}
