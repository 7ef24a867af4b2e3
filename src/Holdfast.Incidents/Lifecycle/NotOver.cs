using Holdfast.Diagnosis;
using Holdfast.Diagnosis.Detection;

namespace Holdfast.Incidents.Lifecycle;

/// <summary>Why nobody may call an incident over yet, in the words of the diagnosis, and what to wait for. Keeps nothing.</summary>
internal static class NotOver
{
    public static string Because(long id, CauseFinding seen) =>
        seen.State == DetectionState.Normal ? $"Detection sees the end of incident {id} just now: say it again in some seconds."
        : seen.Explanation is { IsHurtNow: true } why ? $"Users are still hurt: {why.Harm}. Incident {id} is not over ('holdfast why' says more)."
        : seen.QuietSeconds == 0 ? $"Nobody is hurt any more, but this still holds: {Held(seen)}. Incident {id} can be resolved {seen.EndsAfterQuietSeconds} s after it is gone ('holdfast why' shows it)."
        : $"Nobody is hurt any more. Detection waits until all has been quiet for {seen.EndsAfterQuietSeconds} s, so far it is {seen.QuietSeconds} s: say it again in about {Math.Max(1, seen.EndsAfterQuietSeconds - seen.QuietSeconds)} s.";

    private static string Held(CauseFinding seen) =>
        (seen.Anomalies.LastOrDefault(anomaly => anomaly.Consequence == Consequence.Pages) ?? (seen.Anomalies.Count > 0 ? seen.Anomalies[^1] : null))?.Text ?? "something unusual";
}
