namespace Holdfast.DataPlane.Overload;

/// <summary>One server's limit as status and metrics show it. Immutable.</summary>
/// <param name="Server">Whose.</param>
/// <param name="Limit">What holds now.</param>
/// <param name="Reason">Why it is that.</param>
/// <param name="Baseline">The server's time at low use, over the pool's.</param>
/// <param name="Waiting">Requests that wait inside the server.</param>
/// <param name="AnswersPerSecond">Of the last window.</param>
/// <param name="MeanServiceNanoseconds">How long a request holds its slot; 0 when nothing was served lately.</param>
internal sealed record LimitState(
    ServerState Server,
    int Limit,
    LimitReason Reason,
    double Baseline,
    double Waiting,
    double AnswersPerSecond,
    long MeanServiceNanoseconds)
{
    /// <summary>The baseline, and with it what waits, is known from more than a first guess.</summary>
    public bool IsSure { get; init; } = true;
}
