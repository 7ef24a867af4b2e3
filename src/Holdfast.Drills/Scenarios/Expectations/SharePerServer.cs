using System.Globalization;
using Holdfast.Drills.Running;

namespace Holdfast.Drills.Scenarios;

internal sealed class SharePerServer : IExpectationKind
{
    public string Name => "share-per-server";

    public string Meaning => "Percent of the requests that the busiest server took, or the named one.";

    public BoundUnit Unit => BoundUnit.Percent;

    public BoundSide Side => BoundSide.AtMost;

    public bool TakesServer => true;

    public Measurement Measure(RunData data, ScenarioExpectation expectation, SecondSpan interval)
    {
        var shares = data.Servers.ToDictionary(static server => server.Name, server => Admitted(server, interval), StringComparer.Ordinal);
        long all = shares.Values.Sum();
        if (all == 0)
        {
            return new Measurement(null, "no server took a request");
        }

        string name = expectation.Server.Length > 0 ? expectation.Server : shares.MaxBy(static pair => pair.Value).Key;
        return new Measurement(100.0 * shares[name] / all, string.Create(CultureInfo.InvariantCulture, $"{name} took {shares[name]} of {all}"));
    }

    private static long Admitted(ServerSeries server, SecondSpan interval)
    {
        return interval.Seconds.Where(second => second < server.Seconds.Count).Sum(second => server.Seconds[second].Admitted);
    }
}
