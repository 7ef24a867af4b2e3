using Holdfast.Admin;
using Holdfast.Diagnosis;
using Holdfast.Diagnosis.Detection;
using Holdfast.Diagnosis.Ranking;
using Holdfast.Foundation;
using Holdfast.Telemetry;

namespace Holdfast.Cli;

/// <summary>
/// Watches the series on a thread of its own, each second after it was recorded, and writes a line when the state changes; between the seconds
/// it looks whether a surge builds up. Whatever goes wrong here, traffic is served and recorded on. Owner: <see cref="GatewayHost"/>. Next:
/// <see cref="CauseWatch"/>, <see cref="EarlySuspicion"/>.
/// </summary>
internal sealed class DiagnosisSide : IDisposable
{
    private readonly SeriesSide series;
    private readonly EventLog events;
    private readonly CauseWatch watch;
    private readonly FindingKeeper keeper;
    private readonly PastWeeksSide weeks;
    private readonly EarlySuspicion early;
    private readonly NotificationClock notification = new();
    private readonly AutoResetEvent recorded = new(initialState: false);
    private readonly Thread thread;
    private volatile bool isStopping;
    private bool isTold;
    private string? toldCause;
    private long toldNumber;

    public DiagnosisSide(SeriesSide series, MetricCatalog catalog, IClock clock, EventLog events)
    {
        this.series = series;
        this.events = events;
        watch = new CauseWatch(series.Memory, series.Changes, DiagnosisSettings.Default);
        keeper = new FindingKeeper(series.Findings);
        weeks = new PastWeeksSide(series, watch, clock, events);
        early = new EarlySuspicion(catalog, clock);
        thread = new Thread(Run) { Name = "diagnosis", IsBackground = true };
        series.Recorded = _ => recorded.Set();
    }

    /// <summary>Any thread.</summary>
    public CauseFinding Current => watch.Current;

    /// <summary>As above, and what is suspected between the seconds. Any thread.</summary>
    public CauseFinding Shown => watch.Current is { State: DetectionState.Normal } calm ? early.Shown ?? calm : watch.Current;

    /// <summary>Troubles that are over, oldest first. Any thread.</summary>
    public IReadOnlyList<CauseFinding> Past => watch.Past;

    public void Begin()
    {
        thread.Start();
        weeks.Begin();
    }

    /// <summary>A successor serves from now on. Any thread.</summary>
    public void Leave() => keeper.Leave();

    /// <summary>Any thread.</summary>
    /// <param name="second">Unix second; null for now.</param>
    public DiagnosisReport Report(long? second)
    {
        CauseFinding finding = watch.Current;
        DiagnosisReport report = second is { } past && past < finding.Second ? keeper.At(past, watch.PastAt(past)) : DiagnosisReports.Of(second is null ? Shown : finding, watch.Past);
        return report with { Pressure = OwnPressure.At(series.Memory, series.Changes, second ?? finding.Second) };
    }

    public void Dispose()
    {
        weeks.Dispose();
        series.Recorded = null;
        isStopping = true;
        recorded.Set();
        if (thread.IsAlive)
        {
            thread.Join();
        }

        recorded.Dispose();
    }

    private void Run()
    {
        while (!isStopping)
        {
            bool isSecond = recorded.WaitOne(EarlySuspicion.Pause);
            try
            {
                if (isSecond && !isStopping)
                {
                    watch.CatchUp();
                    keeper.Note(watch.Current);
                    Tell(watch.Current);
                }

                if (early.Look(watch.Current) is { } text)
                {
                    events.Warning("detection", $"a surge builds up: {text}", ("see", "holdfast why"));
                }

                isTold &= !isSecond;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                if (!isTold)
                {
                    isTold = true;
                    events.Error("diagnosis", "a second could not be diagnosed; traffic is served and recorded on", ("failure", failure.ToString()));
                }
            }
        }
    }

    private void Tell(CauseFinding finding)
    {
        long number = finding.Number == 0 ? toldNumber : finding.Number;
        if (number != 0 && notification.ShouldSay(finding.Second, number, finding.State))
        {
            toldNumber = number;
            Say(finding);
        }

        if (finding.Explanation?.RootCause is { } cause && cause.Name != toldCause)
        {
            toldCause = cause.Name;
            events.Warning("cause", $"the cause is {cause.Name}: {cause.Claim}", ("probability", cause.Probability.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture)), ("see", "holdfast why"));
        }
        else if (finding.State == DetectionState.Normal)
        {
            toldCause = null;
        }
    }

    private void Say(CauseFinding finding)
    {
        DetectionReport summary = DiagnosisReports.Summary(finding);
        switch (finding.State)
        {
            case DetectionState.Normal:
                events.Information("detection", "all is well again", Recovered());
                break;
            case DetectionState.Suspected:
                events.Warning("detection", $"something is unusual: {summary.Text}", ("see", "holdfast why"));
                break;
            case DetectionState.Declared:
                events.Error("detection", $"{HarmOf(finding.Explanation?.Verdict)}: {summary.Text}", ("see", "holdfast why"));
                break;
        }
    }

    /// <summary>What it is declared for; where nobody is hurt yet the text behind it says so.</summary>
    internal static string HarmOf(Verdict? verdict) => verdict == Verdict.NoHarm ? "users are likely to be hurt soon" : "users are hurt or will be";

    private (string Name, string? Value)[] Recovered() =>
        watch.Past is [.., { Recovery: RecoveryCheck recovery }] ? [("recovery", recovery.Text)] : [];
}
