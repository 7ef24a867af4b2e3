using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Replay;

/// <summary>The users of an outage of crowded sessions, as a drill plays them. Immutable. Next: <see cref="ScenarioSessions"/>.</summary>
/// <param name="Host">What a host bears.</param>
/// <param name="Places">Sessions that a host is to hold: what the present configuration gives it.</param>
/// <param name="Users">New users a second.</param>
/// <param name="LengthSeconds">How long each stays.</param>
/// <param name="ReconnectSeconds">Pause before who was cut or refused tries again.</param>
internal sealed record SessionCrowd(SessionEstimate Host, int Places, LoadShape Users, double LengthSeconds, double ReconnectSeconds)
{
    /// <summary>As many of them at once as one machine plays.</summary>
    public const int UsersMaximum = 4000;

    // A drill lasts minutes: users who stay for hours are played by more of them who stay for this long.
    private const double LengthMaximum = 10;
    private const double ReconnectLeast = 0.1;
    private const double ReconnectMaximum = 5;
    private const double RateLeast = 0.1;

    // As the built-in drill has it where the present configuration bounds nothing: hosts die at one and a half times what they hold well.
    private const double UsualDeathRatio = 1.5;

    // Tries of users who are refused cannot be told from new users where many share an address: more come than in the last moment in which nobody
    // was refused, since hosts die while the crowd still grows, and at least so many that all hosts could die of them.
    private const int BeforeSeconds = 3;
    private const double StillGrows = 1.5;
    private const double DeadlyShare = 1.25;

    // From here on places that come free are wanted at once.
    private const double CrowdedFrom = 1.25;
    private const int SettlingSeconds = 5;
    private const int CrowdLeast = 10;

    public static SessionCrowd Of(SessionEstimate host, ReplaySeries series, ReplayConfiguration old, ReplayConfiguration present, TimeScale time)
    {
        SeriesSubject pool = new(SubjectKind.Pool, old.Pool);
        int count = (int)(time.SecondAt(time.Length) - time.From) + 1;
        double before = ReplaySeries.Median(series.Read(pool, Signal.OfferedFirst, host.FirstDeath - BeforeSeconds, BeforeSeconds));
        double most = Math.Max(StillGrows * (double.IsNaN(before) ? 0 : before), DeadlyShare * host.Death * old.Servers.Count / host.LengthSeconds);
        double[] first = [.. series.Sum(pool, time.From, count, Signal.OfferedFirst).Select(rate => Math.Min(rate, most))];
        double length = Math.Min(host.LengthSeconds, LengthMaximum);
        double[] wanted = Present(first, host.LengthSeconds, ReplaySeries.Median(series.Read(pool, Signal.Sessions, time.From, TimeScale.Lead)));
        double[] perSecond = host.LengthSeconds <= LengthMaximum ? first : [.. wanted.Select(users => users / length)];
        double clients = ReplaySeries.Median(series.Read(pool, Signal.Clients, time.Start, (int)(time.End - time.Start)));
        LoadShape users = new("sessions", "/session", (int)Math.Clamp(double.IsNaN(clients) ? 1 : clients, 1, 250), Steps(perSecond, time));
        int places = present.Sessions > 0 && present.Sessions < host.Death ? present.Sessions : (int)(host.Death / UsualDeathRatio);
        double tries = series.Offered(pool, time.From, count).Max();
        return new SessionCrowd(host, Math.Max(1, places), users, length, Math.Clamp(wanted.Max() / Math.Max(1, tries), ReconnectLeast, ReconnectMaximum));
    }

    /// <summary>Users who are there or want to be in that second of the drill.</summary>
    public double PresentAt(double second) => Enumerable.Range(0, (int)Math.Ceiling(LengthSeconds)).Sum(ago => second - ago < 0 ? 0 : Users.RateAt(second - ago));

    /// <summary>Why there can be no drill; null when there can. In means of ten seconds a host seems to die of the few sessions that it had after its first death.</summary>
    public string? ProblemOf(ReplayPlan plan)
    {
        double most = Enumerable.Range(0, (int)plan.Time.Length).Max(second => PresentAt(second));
        return plan.CoarseFrom is not null ? $"The seconds of incident {plan.Incident.Id} were not kept with it, and means of ten seconds and more do not tell with how many sessions hosts died."
            : most > UsersMaximum ? FormattableString.Invariant($"Up to {most:0} users wanted sessions at once in incident {plan.Incident.Id}: a drill on one machine plays {UsersMaximum}.")
            : null;
    }

    /// <summary>Seconds of the drill in which more users are there than all places hold; null where that is soon over.</summary>
    public (int From, int To)? Crowded(TimeScale time, int servers)
    {
        int end = (int)(TimeScale.Lead + time.TroubleSeconds);
        int[] full = [.. Enumerable.Range(TimeScale.Lead, end - TimeScale.Lead).Where(second => PresentAt(second) >= CrowdedFrom * Places * servers)];
        int length = full.TakeWhile((second, index) => second == full[0] + index).Count();
        return length < SettlingSeconds + CrowdLeast ? null : (full[0] + SettlingSeconds, full[0] + length);
    }

    /// <summary>Those who come stay for their time, whether they are let in or not.</summary>
    private static double[] Present(double[] first, double length, double calm)
    {
        double[] present = new double[first.Length];
        double level = double.IsNaN(calm) ? 0 : calm;
        for (int second = 0; second < first.Length; second++)
        {
            level += first[second] - (level / Math.Max(1, length));
            present[second] = level;
        }

        return present;
    }

    /// <summary>Medians of the seconds that each step tells.</summary>
    private static double[] Steps(double[] perSecond, TimeScale time) =>
        [.. Enumerable.Range(0, (int)Math.Ceiling(time.Length / LoadShapes.StepSeconds)).Select(step =>
        {
            int from = (int)(time.SecondAt(step * LoadShapes.StepSeconds) - time.From);
            int to = (int)(time.SecondAt((step + 1) * LoadShapes.StepSeconds) - time.From);
            double median = ReplaySeries.Median(perSecond.Skip(from).Take(Math.Max(1, to - from)));
            return Math.Max(RateLeast, double.IsNaN(median) ? 0 : median);
        })];
}
