using Holdfast.Diagnosis.Ranking;

namespace Holdfast.Diagnosis;

/// <summary>
/// The cause that stood while users were hurt. What somebody puts right takes its signs along, and what it leaves behind (servers that come
/// back one by one) looks like another cause: for a while after a change the blame stays where it was. One trouble; the watch's thread.
/// Owner: <see cref="CauseWatch"/>.
/// </summary>
internal sealed class StandingCause(IChangeReader changes)
{
    // Whoever is still hurt so long after a change was not helped by it: then what is seen counts again.
    private const int MendingSeconds = 60;

    private Explanation? standing;
    private long since;

    /// <summary>Names the same cause as before, and users are hurt.</summary>
    public void Note(Explanation latest)
    {
        since = standing?.RootCause?.Class == latest.RootCause?.Class ? since : latest.At;
        standing = latest;
    }

    /// <summary>What stood, where the latest blames another or nobody after a change that came later; null where the latest counts, and where the change should have helped and did not.</summary>
    public Explanation? Instead(Explanation latest)
    {
        if (standing is null || standing.RootCause?.Class == latest.RootCause?.Class || !IsBeingMended(latest.At))
        {
            return null;
        }

        Explanation stood = standing.Rechecked(latest.Evidence);
        return stood.RootCause is null ? null : stood;
    }

    /// <summary>Somebody has changed something since the cause stood, and not long ago.</summary>
    public bool IsMended(long second) => standing is not null && IsBeingMended(second);

    private bool IsBeingMended(long second) => changes
        .Between(DateTimeOffset.FromUnixTimeSeconds(Math.Max(since, second - MendingSeconds)), DateTimeOffset.FromUnixTimeSeconds(second).AddSeconds(0.999))
        .Any(change => change.Kind is ChangeKind.Configuration or ChangeKind.Weights or ChangeKind.Limit or ChangeKind.Operator);
}
