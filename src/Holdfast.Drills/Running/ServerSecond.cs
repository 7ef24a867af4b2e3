namespace Holdfast.Drills.Running;

/// <param name="Admitted">Requests that it took in this second.</param>
/// <param name="InFlight">At the end of the second.</param>
/// <param name="PeakInFlight">Most at once in this second.</param>
/// <param name="Sessions">Held at the end of the second.</param>
/// <param name="LostSessions">Cut in this second because the server died of overload.</param>
/// <param name="Deaths">Deaths of overload in this second; killing is not one.</param>
/// <param name="Answers">Whether its control address answered.</param>
public readonly record struct ServerSecond(long Admitted, long InFlight, long PeakInFlight, long Sessions, long LostSessions, long Deaths, bool Answers);
