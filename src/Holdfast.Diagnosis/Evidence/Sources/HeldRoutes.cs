namespace Holdfast.Diagnosis.Evidence.Sources;

/// <summary>
/// Is a route held to its maximumShare? Either more is asked of it, or the same requests hold their places longer, or it may have less than
/// before: others want the places that it used, servers are gone, or its maximumShare was lowered. Only the first two are said.
/// </summary>
internal sealed class HeldRoutes : IEvidenceSource
{
    private const double LeastShare = 0.02;
    private const double Grown = 1.2;
    private const double AsBefore = 1.1;

    private static readonly Signal[] Offered = [Signal.OfferedFirst, Signal.OfferedRetry];

    public void Collect(Situation situation, List<EvidenceItem> into)
    {
        if (situation.Routes.Count == 0 || !(situation.Of(situation.Pool, Signal.ShedBulkhead).Now > 0) || AnotherPoolHolds(situation))
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
        else if (asked.Ratio <= AsBefore && HasItsPlaces(situation) && OthersAskAsBefore(situation, route) && AnswersAreLater(situation))
        {
            into.Add(situation, Sign.HeldRouteCostsMore, SignalFamily.Saturation, route, nameof(Signal.ShedBulkhead), asked.Now, asked.Before, 1, began,
                $"{held}, though no more is asked of it than before: each of its requests holds a server longer");
        }
    }

    // The series do not tell which pool a route leads to: when only this pool holds routes, those that are held are its own.
    private static bool AnotherPoolHolds(Situation situation) =>
        situation.Pools.Any(pool => pool != situation.Pool && situation.Of(pool, Signal.ShedBulkhead).Now > 0);

    // A route may use more than its share while nobody else wants the pool. When others come it is held, whatever its requests cost.
    private static bool OthersAskAsBefore(Situation situation, SeriesSubject route)
    {
        Level all = situation.Of(situation.Pool, Offered);
        Level own = situation.Of(route, Offered);
        return new Level(all.Before - own.Before, all.Spread, all.Now - own.Now).Ratio <= AsBefore;
    }

    // Of a route alone nobody measures it. It tells a slow route from one whose maximumShare was lowered.
    private static bool AnswersAreLater(Situation situation) =>
        situation.Of(situation.Pool, Signal.FirstByteMedian).Ratio >= Grown || situation.Of(situation.Pool, Signal.FirstByteP99).Ratio >= Grown;

    // Servers that are gone, or limits that have shrunk, leave less to share.
    private static bool HasItsPlaces(Situation situation)
    {
        Level limit = situation.Of(situation.Pool, Signal.Limit);
        Level healthy = situation.Of(situation.Pool, Signal.Healthy);
        return limit.IsKnown && limit.Ratio >= 0.9 && !(healthy.Ratio < 0.99);
    }
}
