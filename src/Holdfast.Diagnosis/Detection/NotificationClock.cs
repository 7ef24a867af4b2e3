namespace Holdfast.Diagnosis.Detection;

/// <summary>
/// The notifying clock, apart from the detecting one: new trouble and declarations go out at once, everything else waits so that a
/// second's detection never becomes a second's storm of messages. One thread.
/// </summary>
public sealed class NotificationClock
{
    /// <summary>Between two words on the same trouble; a declaration waits only for another declaration.</summary>
    public const int GroupSeconds = 30;

    private long episode = -1;
    private long saidAt;
    private long? declaredAt;
    private DetectionState said;

    /// <summary>Whether to say this state now. Ends and relapses are never swallowed, only delayed.</summary>
    public bool ShouldSay(long second, long episodeNumber, DetectionState state)
    {
        bool isNew = episodeNumber != episode;
        if (!isNew && state == said)
        {
            return false;
        }

        // A declaration is what people are waiting for, in a relapse too: a suspicion or an end just before must not hold it up.
        long? before = state == DetectionState.Declared ? declaredAt : saidAt;
        if (!isNew && second - before < GroupSeconds)
        {
            return false;
        }

        declaredAt = state == DetectionState.Declared ? second : isNew ? null : declaredAt;
        (episode, saidAt, said) = (episodeNumber, second, state);
        return true;
    }
}
