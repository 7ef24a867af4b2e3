namespace Holdfast.Diagnosis.Evidence.Sources;

/// <summary>
/// Did everything grow, or one route? A crowd comes for all of a service, a program for one page of it. Asked only where clients do not tell:
/// a campaign has one page, too.
/// </summary>
internal sealed class RoutesThatGrow : IEvidenceSource
{
    private const double LeastGrowth = 1.2;
    private const double AlmostAll = 0.8;

    private static bool IsACrowd(EvidenceItem item) =>
        item.Sign is Sign.RestGrewToo or Sign.ClientsAskMoreAlike or Sign.ClientsGrewWithTraffic && item.Quality >= 0.5;

    public void Collect(Situation situation, List<EvidenceItem> into)
    {
        if (into.Exists(IsACrowd) || situation.Routes.Count < 2 || !(situation.FirstAttempts.Ratio >= LeastGrowth))
        {
            return;
        }

        var routes = situation.Routes.Select(route => (Route: route, Level: situation.Of(route, Signal.OfferedFirst)))
            .Where(each => each.Level.IsKnown && each.Level.Before >= 0).ToList();
        double before = routes.Sum(each => each.Level.Before);
        double grown = routes.Sum(each => each.Level.Now - each.Level.Before);
        if (routes.Count < 2 || !(before > 0) || !(grown > 0))
        {
            return;
        }

        (SeriesSubject one, Level level) = routes.MaxBy(each => each.Level.Now - each.Level.Before);
        double part = (level.Now - level.Before) / grown;
        double usual = level.Before / before;
        // A route that has most of the traffic anyhow has most of the growth, too.
        if (part >= AlmostAll && part - usual >= 0.25)
        {
            into.Add(situation, Sign.OneRouteGrew, SignalFamily.ClientMix, one, nameof(Signal.OfferedFirst), part, usual, Items.Grade(part - usual, 0.15, 0.4),
                situation.LeftAt(one, [Signal.OfferedFirst]), $"{Items.Share(Math.Min(1, part))} of the growth is on {SubjectNames.InWords(one)}, which had {Items.Share(usual)} of the requests");
        }
    }
}
