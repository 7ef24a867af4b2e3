namespace Holdfast.Diagnosis.Detection;

/// <summary>Since when a condition has held without a break.</summary>
internal sealed class HeldFor
{
    private bool holds;

    public long Since { get; private set; }

    public void Update(bool isTrue, long second)
    {
        if (isTrue && !holds)
        {
            Since = second;
        }

        holds = isTrue;
    }

    /// <summary>1 once it has held for so many seconds; while it has not, too much to call it clear.</summary>
    public double Severity(long second, int seconds) => !holds ? 0 : second - Since + 1 >= seconds ? 1 : 0.75;
}
