namespace Holdfast.Cli;

/// <summary>What went where since the last sample, and in all.</summary>
/// <param name="Sent">Requests of the demo's client since the start.</param>
/// <param name="Failed">Of them, those without a whole answer or with one of 500 and above.</param>
/// <param name="UnderWay">Of them, those that still wait for their answer.</param>
internal sealed record DemoSample(TimeSpan Elapsed, long Sent, long Answered, long Failed, long UnderWay, double RequestsPerSecond, IReadOnlyList<DemoServerSample> Servers);
