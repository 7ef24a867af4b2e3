namespace Holdfast.Diagnosis;

/// <summary>For how long users have been seen to be hurt. Looks are some seconds apart later: those in between count with the look that ends them. One trouble; the watch's thread.</summary>
internal sealed class HurtTime
{
    private long? lookedAt;

    public long Seconds { get; private set; }

    public void Look(long second, bool isHurt)
    {
        Seconds += isHurt ? second - (lookedAt ?? second - 1) : 0;
        lookedAt = second;
    }
}
