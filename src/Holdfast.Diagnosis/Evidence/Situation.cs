using Holdfast.Diagnosis.Evidence.Sources;

namespace Holdfast.Diagnosis.Evidence;

/// <summary>
/// The series about one trouble: what was usual before it, and how it is now. Reads only up to the second that is asked for, so that any
/// past moment can be looked at as it was.
/// </summary>
internal sealed class Situation
{
    private const int BeforeSeconds = 75;

    // Shortly before the symptom the cause is at work already.
    private const int GuardSeconds = 6;
    private const int NowSeconds = 8;
    private const double UnmarkedRetries = 0.2;

    // Once answers have stopped with no more asked than ever, what comes then is mostly repeats: two of seven may be marked by nobody.
    private const double UnmarkedAfterStall = 0.4;
    private const double MostlyRetries = 1;
    private const int PresenceSeconds = 5;

    private static readonly Signal[] PresenceSignals = [Signal.Healthy, Signal.Admitted, Signal.Good];

    private readonly ISeriesReader series;
    private readonly SeriesLook look;
    private readonly Lazy<SeriesSubject[]> servers;
    private readonly Lazy<ServerSymptom[]> symptoms;

    /// <param name="calm">The better days that all is measured by; up to the onset where nothing is said.</param>
    /// <param name="buffer">Where what is read is kept; shared by the situations of one look. Null for one of its own.</param>
    public Situation(ISeriesReader series, IChangeReader changes, long onset, long now, SeriesSubject pool, (long From, long Until)? calm = null, LookBuffer? buffer = null)
    {
        this.series = series;
        (Changes, Onset, Now, Pool, CalmUntil) = (changes, onset, now, pool, calm?.Until ?? onset);
        // Days that begin after their own end are none: then nothing is known of before.
        BeforeFrom = Math.Min(CalmUntil, Math.Max(CalmUntil - BeforeSeconds, calm?.From ?? long.MinValue));
        look = new SeriesLook(series, buffer ?? new LookBuffer(), new LookWindow(BeforeFrom, onset, now));
        // Only when asked for: of most pools nobody wants more than how much they suffer.
        servers = new(() => Present([.. series.Subjects(SubjectKind.Server).Where(server => SubjectNames.IsServerOf(server, pool))]));
        symptoms = new(() => [.. Servers.Select(server => ServerSymptom.Of(this, server))]);
    }

    public IChangeReader Changes { get; }

    /// <summary>The first second of the symptom.</summary>
    public long Onset { get; }

    public long Now { get; }

    /// <summary>
    /// The end of the better days that all is measured by: the onset, or the onset of older trouble that ended shortly before. What lies
    /// between is no good day.
    /// </summary>
    public long CalmUntil { get; }

    /// <summary>The pool that suffers most.</summary>
    public SeriesSubject Pool { get; }

    public IReadOnlyList<SeriesSubject> Servers => servers.Value;

    public IReadOnlyList<SeriesSubject> Routes => series.Subjects(SubjectKind.Route);

    /// <summary>Those that ask for most.</summary>
    public IReadOnlyList<SeriesSubject> Clients => series.Subjects(SubjectKind.Client);

    public IReadOnlyList<SeriesSubject> Pools => series.Subjects(SubjectKind.Pool);

    public static SeriesSubject Gateway { get; } = new(SubjectKind.Gateway, "");

    public IReadOnlyList<ServerSymptom> Symptoms => symptoms.Value;

    /// <summary>
    /// First attempts without the repeats that nobody marked and the gateway did not recognise either: a fifth of those it did recognise
    /// is what is assumed. Else a storm of repeats would look like new people.
    /// </summary>
    public Level FirstAttempts => LessUnmarked(AreMostlyRetriesAfterStall ? UnmarkedAfterStall : UnmarkedRetries);

    /// <summary>The same with no more unmarked repeats than everyday clients have: so many there are at most.</summary>
    public Level FirstAttemptsAtMost => LessUnmarked(UnmarkedRetries);

    private bool AreMostlyRetriesAfterStall => MoreRetries >= MostlyRetries * Of(Pool, Signal.OfferedFirst).Now && FirstSeconds.StalledAt(this) is not null;

    private double MoreRetries => Of(Pool, Signal.OfferedRetry) is { IsKnown: true } retries ? Math.Max(0, retries.Now - (double.IsNaN(retries.Before) ? 0 : retries.Before)) : 0;

    private Level LessUnmarked(double unmarked)
    {
        Level first = Of(Pool, Signal.OfferedFirst);
        // They may explain that there are more than before, never that there are fewer.
        double least = double.IsNaN(first.Before) ? 0 : Math.Min(first.Now, first.Before);
        return first with { Now = Math.Max(least, first.Now - (unmarked * MoreRetries)) };
    }

    // The series remember servers that the configuration has no more: they are nobody's neighbours. Where no server is seen, telemetry is missing.
    private SeriesSubject[] Present(SeriesSubject[] known)
    {
        SeriesSubject[] seen = [.. known.Where(server => Array.Exists(PresenceSignals, signal => look.Over(server, signal, Now - PresenceSeconds + 1, Now).Count > 0))];
        return seen.Length == 0 ? known : seen;
    }

    public long BeforeFrom { get; }

    /// <summary>After it, what is happening now. Not before the onset, else good seconds would water it down.</summary>
    public long NowFrom => Math.Max(Math.Min(Onset, Now), Now - NowSeconds + 1);

    public Level Of(SeriesSubject subject, Signal signal) => LevelOf(look.Values(subject, signal));

    /// <summary>
    /// Of what is measured of the requests of a second (the share of the busiest client): the mean over requests and not over seconds. In a second with a
    /// single request one client sends all of it, and that says little.
    /// </summary>
    public Level PerRequest(SeriesSubject subject, Signal signal)
    {
        Level plain = Of(subject, signal);
        ReadOnlySpan<double> requests = look.Added([subject], [Signal.OfferedFirst, Signal.OfferedRetry]);
        ReadOnlySpan<double> values = look.Values(subject, signal);
        int before = (int)Math.Min(values.Length, CalmUntil - BeforeFrom);
        int now = PlaceOf(NowFrom);
        return plain with
        {
            Before = WeightedMean(values[..Math.Max(before / 2, before - GuardSeconds)], requests, plain.Before),
            Now = WeightedMean(values[now..], requests[now..], plain.Now),
        };
    }

    // As it is without weights where nobody counted the requests.
    private static double WeightedMean(ReadOnlySpan<double> values, ReadOnlySpan<double> weights, double plain)
    {
        (double sum, double all) = (0, 0);
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsNaN(values[i]) && weights[i] > 0)
            {
                sum += values[i] * weights[i];
                all += weights[i];
            }
        }

        return all > 0 ? sum / all : plain;
    }

    /// <summary>Several signals added up; what was not observed counts as nothing unless nothing was observed.</summary>
    public Level Of(SeriesSubject subject, ReadOnlySpan<Signal> signals) => LevelOf(look.Added([subject], signals));

    public Level Of(IReadOnlyList<SeriesSubject> subjects, ReadOnlySpan<Signal> signals) => LevelOf(Added(subjects, signals));

    /// <summary>All of it, second by second, as <see cref="PlaceOf"/> says; NaN where none was observed. Valid until something is asked for again.</summary>
    public ReadOnlySpan<double> Added(IReadOnlyList<SeriesSubject> subjects, ReadOnlySpan<Signal> signals) => look.Added(subjects as SeriesSubject[] ?? [.. subjects], signals);

    /// <summary>The mean over any stretch; NaN without a value.</summary>
    public double Mean(SeriesSubject subject, Signal signal, long from, long to)
    {
        (double sum, int count) = look.Over(subject, signal, from, to);
        return count == 0 ? double.NaN : sum / count;
    }

    public double Sum(SeriesSubject subject, ReadOnlySpan<Signal> signals, long from, long to)
    {
        double sum = 0;
        foreach (Signal signal in signals)
        {
            sum += look.Over(subject, signal, from, to).Sum;
        }

        return sum;
    }

    /// <summary>The sum over a stretch of long ago, which no look reads otherwise; NaN where nothing was observed.</summary>
    public double Past(SeriesSubject subject, ReadOnlySpan<Signal> signals, long from, long to)
    {
        double[] values = new double[Math.Max(0, to - from + 1)];
        double sum = double.NaN;
        foreach (Signal signal in signals)
        {
            if (series.Read(subject, signal, from, values))
            {
                double known = values.Where(value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN).Sum();
                sum = double.IsNaN(sum) ? known : double.IsNaN(known) ? sum : sum + known;
            }
        }

        return sum;
    }

    public double Sum(IEnumerable<SeriesSubject> subjects, Signal signal) => subjects.Sum(subject => Sum(subject, [signal], Onset - 1, Now));

    /// <summary>One second; NaN when it was not observed.</summary>
    public double At(SeriesSubject subject, Signal signal, long second) => PlaceOf(second) is >= 0 and int place ? look.Values(subject, signal)[place] : double.NaN;

    /// <summary>The second itself when it is one that is looked at, else the next one that is.</summary>
    public long Looked(long second) => look.Window.Skip(second);

    /// <summary>Where a second is among added values; -1 when it is not looked at.</summary>
    public int PlaceOf(long second) => look.Window.IndexOf(second);

    public Level LevelOf(ReadOnlySpan<double> values) => values.Length == 0 ? Level.Nothing
        : Level.Of(values[..(int)Math.Min(values.Length, CalmUntil - BeforeFrom)], GuardSeconds, values[PlaceOf(NowFrom)..]);
}
