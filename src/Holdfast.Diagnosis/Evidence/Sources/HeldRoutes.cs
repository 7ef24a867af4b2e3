namespace Holdfast.Diagnosis.Evidence.Sources;

/// <summary>
/// Is a route held to its maximumShare? Then it wants more of the pool than it may have. Either more is asked of it, or the same requests
/// hold their places longer, or there are fewer places: only the first two are said, because lost places are seen elsewhere.
/// </summary>
internal sealed class HeldRoutes : IEvidenceSource
{
    private const double LeastShare = 0.02;
    private const double Grown = 1.2;
    private const double AsBefore = 1.1;

    public void Collect(Situation situation, List<EvidenceItem> into)
    {
        if (situation.Routes.Count == 0 || !(situation.Of(situation.Pool, Signal.ShedBulkhead).Now > 0))
        {
            return;
        }

        (SeriesSubject route, double refused) = situation.Routes.Select(route => (Route: route, Refused: situation.Of(route, Signal.ShedBulkhead).Now)).MaxBy(each => each.Refused);
        Level asked = situation.Of(route, Signal.OfferedFirst);
        // A route that is held on every day says nothing about this one.
        if (!(asked.Before > 0) || !(refused >= LeastShare * asked.Now) || situation.LeftAt(route, [Signal.ShedBulkhead]) is not { } began)
        {
            return;
        }

        string held = $"{SubjectNames.InWords(route)} is held to its maximumShare and {Items.Share(Math.Min(1, refused / asked.Now))} of its requests are refused";
        if (asked.Ratio >= Grown)
        {
            into.Add(situation, Sign.HeldRouteGrew, SignalFamily.ClientMix, route, nameof(Signal.ShedBulkhead), asked.Now, asked.Before, Items.Grade(asked.Ratio, 1, 2), began,
                $"{held}: {Items.Rate(asked.Now)}/s are asked of it, {Items.Rate(asked.Before)}/s before");
        }
        else if (asked.Ratio <= AsBefore && HasItsPlaces(situation))
        {
            into.Add(situation, Sign.HeldRouteCostsMore, SignalFamily.Saturation, route, nameof(Signal.ShedBulkhead), asked.Now, asked.Before, 1, began,
                $"{held}, though no more is asked of it than before: each of its requests holds a server longer");
        }
    }

    // Servers that are gone, or limits that have shrunk, leave less to share.
    private static bool HasItsPlaces(Situation situation)
    {
        Level limit = situation.Of(situation.Pool, Signal.Limit);
        Level healthy = situation.Of(situation.Pool, Signal.Healthy);
        return limit.IsKnown && limit.Ratio >= 0.9 && !(healthy.Ratio < 0.99);
    }
}
