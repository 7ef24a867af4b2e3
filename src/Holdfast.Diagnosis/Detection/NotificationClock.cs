namespace Holdfast.Diagnosis.Detection;

/// <summary>
/// The notifying clock, apart from the detecting one: the first word of new trouble goes out at once, everything after it waits so that a
/// second's detection never becomes a second's storm of messages. One thread.
/// </summary>
public sealed class NotificationClock
{
    /// <summary>Between two words on the same trouble.</summary>
    public const int GroupSeconds = 30;

    private long episode = -1;
    private long saidAt;
    private DetectionState said;
    private bool declaredOnce;

    /// <summary>Whether to say this state now. Ends and relapses are never swallowed, only delayed.</summary>
    public bool ShouldSay(long second, long episodeNumber, DetectionState state)
    {
        bool isNew = episodeNumber != episode;
        if (!isNew && state == said)
        {
            return false;
        }

        // A declaration is what people are waiting for; that a suspicion came just before must not hold it up.
        bool isFirstDeclaration = state == DetectionState.Declared && said != DetectionState.Declared && !declaredOnce;
        if (!isNew && !isFirstDeclaration && second - saidAt < GroupSeconds)
        {
            return false;
        }

        declaredOnce = (declaredOnce && !isNew) || state == DetectionState.Declared;
        (episode, saidAt, said) = (episodeNumber, second, state);
        return true;
    }
}
