namespace Holdfast.Cli;

/// <summary>One server of the demo.</summary>
/// <param name="Share">0 to 1: of the requests since the last sample.</param>
/// <param name="MedianMilliseconds">Time to the first byte over the last seconds.</param>
/// <param name="Statuses">Answers since the start by first digit of their status; index 0 is "none".</param>
internal sealed record DemoServerSample(
    string Name,
    string Address,
    string Health,
    double RequestsPerSecond,
    double Share,
    long InFlight,
    double MedianMilliseconds,
    double P99Milliseconds,
    long Requests,
    IReadOnlyList<long> Statuses);
