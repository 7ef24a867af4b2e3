namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Where a connection has asked lately, so that each crowd counts it once in a stretch of time. Remembers two, since a page that goes on asking an
/// expensive route for its figures alternates between them; one that goes round three counts each time: too often, never too rarely.
/// Worker thread only.
/// </summary>
internal struct AskedCrowds
{
    private CrowdSize? latest;
    private CrowdSize? other;
    private int latestEpoch;
    private int otherEpoch;

    /// <summary>The connection is somebody else's now.</summary>
    public void Forget() => latest = other = null;

    /// <summary>It asks there for the first time in this stretch of time.</summary>
    public bool IsFirstIn(int epoch, CrowdSize crowd)
    {
        if (latest != crowd)
        {
            (latest, other) = (other, latest);
            (latestEpoch, otherEpoch) = (otherEpoch, latestEpoch);
        }

        bool isFirst = latest != crowd || latestEpoch != epoch;
        latest = crowd;
        latestEpoch = epoch;
        return isFirst;
    }
}
