using Holdfast.Drills.Running;

namespace Holdfast.Drills.Scenarios;

/// <summary>Every kind of expectation, one line each.</summary>
public static class ExpectationKinds
{
    public static IReadOnlyList<IExpectationKind> All { get; } =
    [
        new GoodputOfCapacity(),
        new ClassSuccess(),
        new ClassP99(),
        new UsersFailed(),
        new SecondsBelow95(),
        new RecoverySeconds(),
        new DetectionSeconds(),
        new DetectedBeforeHarm(),
        new CauseFirst(),
        new ClientsNamed(),
        new RequestsLost(),
        new SharePerServer(),
        new PeakInFlight(),
        new SessionsHeld(),
        new LostSessions(),
        new ServerDeaths(),
    ];

    // No lateness of a load generator loses so many requests.
    private const double FarPercent = 25;

    public static IExpectationKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);

    public static Verdict Judge(ScenarioExpectation expectation, RunData data)
    {
        IExpectationKind kind = Find(expectation.That) ?? throw new ArgumentException($"no kind {expectation.That}", nameof(expectation));
        bool isUpper = kind.Side == BoundSide.AtMost;
        if (!BoundText.TryParse(isUpper ? expectation.AtMost : expectation.AtLeast, kind.Unit, out double bound))
        {
            throw new ArgumentException($"{kind.Name} has no bound", nameof(expectation));
        }

        SecondSpan interval = Measures.Of(data, expectation.During);
        Measurement measured = interval.Length == 0 ? new Measurement(null, "the run ended before it") : kind.Measure(data, expectation, interval);
        bool passed = measured.Value is { } value && (isUpper ? value <= bound : value >= bound);
        return new Verdict(SentenceOf(expectation, kind, bound), passed, measured.Value is { } shown ? BoundText.Format(shown, kind.Unit) : "nothing", measured.Detail)
        {
            MissedByFar = !passed && kind.CountsRequests && measured.Value is { } share && Math.Abs(share - bound) >= FarPercent,
        };
    }

    private static string SentenceOf(ScenarioExpectation expectation, IExpectationKind kind, double bound)
    {
        string subject = expectation.Class.Length > 0 ? $" of {expectation.Class}" : expectation.Cause.Length > 0
            ? $" {expectation.Cause}{(expectation.Server.Length > 0 ? $" at {expectation.Server}" : "")}" : expectation.Server.Length > 0 ? $" of {expectation.Server}" : "";
        string side = kind.Side == BoundSide.AtMost ? "at most" : "at least";
        string during = expectation.During.Length > 0 ? $" during {expectation.During}" : "";
        return $"{kind.Name}{subject} {side} {BoundText.Format(bound, kind.Unit)}{during}";
    }
}
