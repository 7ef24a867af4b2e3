using System.Globalization;
using Holdfast.Drills.Running;

namespace Holdfast.Drills.Scenarios;

internal sealed class LostSessions : IExpectationKind
{
    public string Name => "lost-sessions";

    public string Meaning => "Sessions that were cut because their server died of overload.";

    public BoundUnit Unit => BoundUnit.Count;

    public BoundSide Side => BoundSide.AtMost;

    public Measurement Measure(RunData data, ScenarioExpectation expectation, SecondSpan interval)
    {
        return Total(data, interval, static second => second.LostSessions, "died with their server");
    }

    internal static Measurement Total(RunData data, SecondSpan interval, Func<ServerSecond, long> count, string what)
    {
        var sums = data.Servers.ToDictionary(static server => server.Name, server => server.Seconds.Skip(interval.From).Take(interval.Length).Sum(count), StringComparer.Ordinal);
        string where = string.Join(", ", sums.Where(static pair => pair.Value > 0).Select(static pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value}")));
        return sums.Count == 0 ? new Measurement(null, "no server was watched") : new Measurement(sums.Values.Sum(), where.Length == 0 ? "" : $"{where} {what}");
    }
}
