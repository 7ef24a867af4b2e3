namespace Holdfast.Drills.Reports;

/// <summary>What gateways are compared by, over the measured phases.</summary>
/// <param name="UsersFailedPercent">Requests that were shed, failed or answered too late.</param>
/// <param name="SecondsBelow95">In which less than 95 % of what was attainable was delivered.</param>
/// <param name="MeasuredSeconds">Of which.</param>
/// <param name="CriticalSuccessPercent">Of the class critical; null when there is none.</param>
/// <param name="DetectionSeconds">To the gateway's first sign that it noticed; null when there was none.</param>
/// <param name="RecoverySeconds">After the trouble ended; null when it did not recover, or when nothing ends.</param>
/// <param name="Recovers">Whether the drill has an end of the trouble.</param>
public sealed record DrillFigures(
    double UsersFailedPercent,
    int SecondsBelow95,
    int MeasuredSeconds,
    double GoodputPercent,
    double? CriticalSuccessPercent,
    double? CriticalP99Milliseconds,
    double? DetectionSeconds,
    double? RecoverySeconds,
    bool Recovers,
    long LostSessions,
    long Deaths);
