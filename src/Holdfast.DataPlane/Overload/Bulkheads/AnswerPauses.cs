namespace Holdfast.DataPlane.Overload;

/// <summary>Tells a pause between a route's answers from its usual pace: after one the quick ones are back first, and their mean says nothing. Control loop only.</summary>
internal sealed class AnswerPauses
{
    private const long ShortestNanoseconds = 1_000_000_000;

    // By chance one in 20,000 is so long where requests come independently of each other.
    private const double OfUsual = 10;
    private const double Gain = 0.1;

    private double usual;
    private long lastAt;

    /// <summary>To be called with each look that has answers.</summary>
    public bool EndsOne(long nowNanoseconds)
    {
        long quiet = lastAt == 0 ? 0 : nowNanoseconds - lastAt;
        lastAt = nowNanoseconds;
        bool isPause = quiet > Math.Max(ShortestNanoseconds, OfUsual * usual);
        usual += Gain * (quiet - usual);
        return isPause;
    }
}
